// The two windows of a day in which a family sends news: until 10.00 and until 20.00, each taken for two hours more.
import { daysBetween } from "../../core/dates"
import { dayOf, minuteOfDay } from "../../core/time"

export type Slot = {
  /** The local date whose morning or evening it is. */
  day: string
  evening: boolean
}

const grace = 2 * 3_600_000

/** The window a moment belongs to. After 22.00 it is the morning of the next day. */
export function slotOf(at: number, zone: string): Slot {
  return { day: dayOf(at + grace, zone), evening: minuteOfDay(at + grace, zone) >= 14 * 60 }
}

export const sameSlot = (a: Slot, b: Slot): boolean => a.day === b.day && a.evening === b.evening

export type Cell = { morning: boolean; evening: boolean; today: boolean }

/** One cell for each day of an isolation that counts from a date: which of its halves have news. */
export function cells(from: string, days: number, given: readonly Slot[], today: string): Cell[] {
  const made = Array.from({ length: days }, (_, i): Cell => ({ morning: false, evening: false, today: daysBetween(from, today) === i }))
  for (const slot of given) {
    const cell = made[daysBetween(from, slot.day)]
    if (cell) cell[slot.evening ? "evening" : "morning"] = true
  }
  return made
}

/** The running day, 1 = the first; never past the last one. */
export const runningDay = (from: string, days: number, today: string): number => Math.min(days, Math.max(1, daysBetween(from, today) + 1))
