// A family's news of this window: who is at home with whom, what was said so far, and what this phone still holds.
import { dayOf, minuteOfDay } from "../../core/time"
import type { Entry } from "../../core/outbox"
import type { Facts } from "../../core/wire"
import { faceOf } from "../../services/face"
import { cells, runningDay, sameSlot, slotOf, type Cell } from "../../services/isolation/news"
import { t } from "../../words/pages"
import type { View } from "./phone"
import { moment } from "./text"

export type Patient = {
  facts: Facts
  data: Record<string, unknown>
  who: string
  /** When news of this window was last given, by the server's time or that of the queue. */
  givenAt: number | null
  sent: boolean
  day: number
  days: number
  cells: Cell[]
}

const move = "check_in"

export function patients(view: View, now: number): Patient[] {
  return view.mine.filter((one) => faceOf(one.service).daily?.includes(one.state)).map((facts) => patient(facts, view, now))
}

function patient(facts: Facts, view: View, now: number): Patient {
  const answer = view.details[facts.id]?.answer
  const data = answer?.case.data ?? {}
  const held = view.queue.filter((entry) => entry.case === facts.id && entry.move === move && entry.state !== "refused")
  const seen = (answer?.timeline ?? []).filter((step) => step.type === move).map((step) => Date.parse(step.at))
  const given = [...seen, ...held.map((entry) => entry.sentAt ?? entry.storedAt)]
  const today = dayOf(now, view.zone)
  const from = typeof data["from"] === "string" ? data["from"] : today
  const days = Number(data["days"] ?? 0)
  const givenAt = given.filter((at) => sameSlot(slotOf(at, view.zone), slotOf(now, view.zone))).sort().at(-1) ?? null
  return {
    facts,
    data,
    who: String(data["who"] ?? ""),
    givenAt,
    sent: !held.some((entry) => entry.state !== "sent"),
    day: runningDay(from, days, today),
    days,
    cells: cells(from, days, given.map((at) => slotOf(at, view.zone)), today),
  }
}

/** "Kabar pagi keluarga" and "Isi sampai pukul 10.00", or that it was done. */
export function windowWords(all: readonly Patient[], view: View, now: number): { title: string; note: string; done: boolean } {
  const { evening, day } = slotOf(now, view.zone)
  const time = evening ? "20.00" : "10.00"
  const at = day === dayOf(now, view.zone) ? t("atTime", { time }) : t("tomorrowAt", { time })
  const done = all.length > 0 && all.every((one) => one.givenAt !== null)
  const last = Math.max(...all.map((one) => one.givenAt ?? 0))
  const kept = all.some((one) => !one.sent)
  // After the named hour news still counts for two hours more; nobody is told of an hour that has passed.
  const passed = minuteOfDay(now, view.zone) >= (evening ? 20 : 10) * 60 && day === dayOf(now, view.zone)
  const note = done ? (kept ? t("newsKept") : t("newsGiven", { time: moment(last, now, view.zone) })) : passed ? t("newsLate") : t("newsUntil", { when: at })
  return { title: t(evening ? "newsEvening" : "newsMorning"), note, done }
}

/** The news of this window that the server did not take. */
export const refusedNews = (view: View): Entry[] => view.queue.filter((entry) => entry.move === move && entry.state === "refused")
