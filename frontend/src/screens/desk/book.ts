// A household's ledger as a desk reads it: six months at a glance, and whether something came only lately. Pure.
import type { Gift, HouseLedger } from "../../core/ledger"
import { dayOf } from "../../core/time"

export type MonthCell = { key: string; month: number; given: number; told: number }

const proved = ({ proof }: Gift): boolean => proof !== "unconfirmed"

/** This month and the five before it, oldest first. */
export function monthsOf(ledger: HouseLedger, now: number, zone: string): MonthCell[] {
  const [year = 0, month = 1] = dayOf(now, zone).split("-").map(Number)
  return Array.from({ length: 6 }, (_, i) => {
    const at = year * 12 + month - 1 - (5 - i)
    const key = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`
    const rows = ledger.rows.filter((row) => dayOf(Date.parse(row.at), zone).startsWith(key))
    return { key, month: at % 12, given: rows.filter(proved).length, told: rows.filter((row) => !proved(row)).length }
  })
}

const lately = 30 * 86_400_000

/** What arrived, or is said to have, within thirty days: a second packet is asked about, never forbidden. */
export function lastPacket(ledger: HouseLedger, now: number, but: string): Gift | null {
  const rows = ledger.rows.filter((row) => row.case !== but && now - Date.parse(row.at) < lately)
  return rows.sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0] ?? null
}
