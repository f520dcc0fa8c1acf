// The kind clock: how much of the slit is lit, who holds it, who is next and when. It knows no "late".
import type { Facts, Level } from "./wire"
import { minuteOfDay } from "./time"

export type ClockState = "running" | "soon" | "passed" | "answered" | "night" | "unsent"

export type ClockView = { state: ClockState; from: number; due: number; level: Level; next: Level | null; opensAt: string }

const minutes = (hour: number, minute = 0) => hour * 60 + minute

// The hours in which heads are asked (PRODUCT.md, "Clocks that respect the night"). The server counts; this only words it.
const hours = {
  darurat: null,
  penting: { opens: minutes(5), closes: minutes(21, 30), says: "05.00" },
  biasa: { opens: minutes(7), closes: minutes(20), says: "07.00" },
} as const

/** Share of the time that has passed, 0 to 1, in whole seconds: the clock moves by steps. */
export function share(from: number, due: number, now: number): number {
  if (!(due > from)) return 1
  const passed = Math.floor((now - from) / 1000) * 1000
  return Math.min(1, Math.max(0, passed / (due - from)))
}

/** What a case's heads' clock shows; null where nobody is asked. */
export function clockOf(facts: Facts, now: number, zone: string): ClockView | null {
  if (!facts.due || !facts.level || (facts.due_for !== "pass_on" && facts.due_for !== "climb")) return null
  const from = Date.parse(facts.since)
  const due = Date.parse(facts.due)
  const open = hours[facts.priority]
  const minute = minuteOfDay(now, zone)
  const night = open !== null && (minute < open.opens || minute >= open.closes)
  const state: ClockState = now >= due ? "passed" : night ? "night" : share(from, due, now) >= 0.8 ? "soon" : "running"
  return { state, from, due, level: facts.level, next: facts.next, opensAt: open?.says ?? "" }
}
