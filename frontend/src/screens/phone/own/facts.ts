// How consent and erasure stand, from the household's own cases and what this phone still holds. Pure.
import type { Entry } from "../../../core/outbox"
import type { Facts } from "../../../core/wire"
import type { Look } from "../../../core/records"
import { faceOf } from "../../../services/face"
import type { View } from "../phone"

const service = "privacy"
const consent = { states: ["withdrawn", "stopped", "agreed"], moves: ["withdraw", "resume"] }
const erasure = { states: ["asked", "erased", "held", "kept", "refused"], moves: ["ask_erasure", "keep"] }

type Matter = { states: readonly string[]; moves: readonly string[] }

export type Standing = {
  /** The newest case of the matter; null where there never was one. */
  facts: Facts | null
  /** What was tapped here and has not reached the server. */
  pending: Entry | null
  refused: Entry | null
}

/** The own cases, with what the server's answers told before they were read again. */
function told(view: View): Facts[] {
  const known = new Map<string, Facts>()
  const answers = view.queue.flatMap(({ answer }) => answer ?? [])
  for (const one of [...view.mine, ...answers])
    if (one.service === service && (known.get(one.id)?.version ?? 0) < one.version) known.set(one.id, one)
  return [...known.values()].sort((a, b) => (a.opened_at < b.opened_at ? 1 : -1))
}

function stands(view: View, { states, moves }: Matter): Standing {
  const mine = view.queue.filter((entry) => entry.service === service && moves.includes(entry.move))
  return {
    facts: told(view).find(({ state }) => states.includes(state)) ?? null,
    pending: mine.find(({ state }) => state === "stored" || state === "sending") ?? null,
    refused: mine.find(({ state }) => state === "refused") ?? null,
  }
}

export const consentOf = (view: View): Standing => stands(view, consent)
export const erasureOf = (view: View): Standing => stands(view, erasure)

/** Since when the contents of the household's older reports are gone; null where nothing was erased. */
export const erasedAt = (view: View): string | null =>
  told(view).filter(({ state }) => state === "erased").map(({ since }) => since).sort().at(-1) ?? null

/** A wish of the household takes what is about the household; what went past the RT is its filer's own. */
export const isErased = (view: View, { opened_at, service: of }: Facts): boolean =>
  of !== service && !faceOf(of).aside && Date.parse(opened_at) < Date.parse(erasedAt(view) ?? "")

/** The newest reading under a broken glass that nobody at home has seen yet. */
export const brokenGlass = (looks: readonly Look[], readUntil: number): Look | null =>
  looks.filter(({ at, why }) => why !== null && Date.parse(at) > readUntil).sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0] ?? null

export type Reading = { look: Look; at: number; day: string; n: number }

/** Who looked, newest first: one row an office, case and reason a day, with how often. */
export function grouped(looks: readonly Look[], dayOf: (at: number) => string): Reading[] {
  const rows = new Map<string, Reading>()
  for (const look of looks) {
    const at = Date.parse(look.at)
    const day = dayOf(at)
    const key = [day, look.by.title, look.case, look.why?.reason].join("|")
    const row = rows.get(key)
    rows.set(key, row ? { ...row, n: row.n + 1, at: Math.max(row.at, at) } : { look, at, day, n: 1 })
  }
  return [...rows.values()].sort((a, b) => b.at - a.at)
}
