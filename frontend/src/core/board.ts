// A board is a fold: what one consistent read gave, plus every frame after it. Pure; a screen only draws the result.
import { contains } from "./area"
import type { Board, EventFacts, Facts, Tallies, Zones } from "./wire"

/** Whether a case may rest in a state; the catalogue of services knows. */
export type Finals = (service: string, state: string) => boolean

const shown = 200
const urgency = { darurat: 0, penting: 1, biasa: 2 } as const

/** Folds one event of the viewer's streams into the board. The feed has dropped repeats already. */
export function applyEvent(board: Board, event: EventFacts, final: Finals): Board {
  return { ...board, as_of: event.at, tallies: count(board, event), ...list(board, event, final) }
}

/** Above one kelurahan the last value wins, area by area. */
export const applyTally = (board: Board, tallies: Tallies): Board => ({ ...board, tallies: { ...board.tallies, ...tallies } })

/** Zones come after each hello and with each change; the last value wins. */
export const applyZones = (board: Board, zones: Zones): Board => ({ ...board, zones: { ...board.zones, ...zones } })

function count(board: Board, event: EventFacts): Tallies {
  const tallies = { ...board.tallies }
  // The board names every place whose counts are this viewer's to know, also the empty ones; no other is ever added.
  for (const key of Object.keys(tallies).filter((place) => contains(place, event.area))) {
    const states = { ...tallies[key]?.[event.service] }
    if (event.from) bump(states, event.from, -1)
    bump(states, event.state, 1)
    tallies[key] = { ...tallies[key], [event.service]: states }
  }
  return tallies
}

function bump(states: Record<string, number | string>, state: string, by: number): void {
  const value = states[state] ?? 0
  if (typeof value === "number") states[state] = value + by
}

function list(board: Board, event: EventFacts, final: Finals): Pick<Board, "cases" | "more"> {
  const known = board.cases.find((one) => one.id === event.case)
  const others = board.cases.filter((one) => one !== known)
  const wasOpen = event.from !== "" && !final(event.service, event.from)
  const isOpen = !final(event.service, event.state)
  // A case beyond the 200 shown is only a number until it changes; then we know enough to show it.
  const more = Math.max(0, board.more - (wasOpen && !known ? 1 : 0))
  if (!isOpen) return { cases: others, more }
  const cases = [...others, fold(known, event)].sort(byUrgency)
  return { cases: cases.slice(0, shown), more: more + Math.max(0, cases.length - shown) }
}

/** The facts of a case after an event of it. */
export function fold(known: Facts | undefined, event: EventFacts): Facts {
  const sameTurn = known && event.from === event.state && known.level === event.level
  const told = event.told ?? known?.told
  return {
    id: event.case,
    service: event.service,
    area: event.area,
    state: event.state,
    priority: event.priority,
    due: event.due,
    version: event.version,
    level: event.level,
    next: event.next,
    due_for: event.due_for,
    since: sameTurn ? known.since : event.at,
    opened_at: known?.opened_at ?? event.at,
    ...(told ? { told } : {}),
  }
}

/** Most urgent first: by priority, then by what falls due next, then the oldest. */
export function byUrgency(a: Facts, b: Facts): number {
  const due = (one: Facts) => (one.due ? Date.parse(one.due) : Infinity)
  const byDue = due(a) === due(b) ? 0 : due(a) - due(b)
  return urgency[a.priority] - urgency[b.priority] || byDue || (a.opened_at < b.opened_at ? -1 : a.opened_at > b.opened_at ? 1 : 0)
}

/** The count of one state in an area; "<5" stays what it is. */
export const tally = (board: Board, area: string, service: string, state: string): number | string =>
  board.tallies[area]?.[service]?.[state] ?? 0
