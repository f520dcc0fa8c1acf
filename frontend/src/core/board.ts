// A board is a fold: what one consistent read gave, plus every frame after it. Pure; a screen only draws the result.
// Events are folded by the batch: what is copied is copied once for all events of a frame, and the list is sorted once.
import { contains } from "./area"
import type { Board, Count, EventFacts, Facts, Tallies, Zones } from "./wire"

/** Whether a case may rest in a state; the catalogue of services knows. */
export type Finals = (service: string, state: string) => boolean

const shown = 200
const urgency = { darurat: 0, penting: 1, biasa: 2 } as const

/** Folds events of the viewer's streams into the board, oldest first. The feed has dropped repeats already. */
export function applyEvents(board: Board, events: readonly EventFacts[], final: Finals): Board {
  const last = events.at(-1)
  if (!last) return board
  return { ...board, as_of: last.at, tallies: count(board.tallies, events), ...list(board, events, final) }
}

export const applyEvent = (board: Board, event: EventFacts, final: Finals): Board => applyEvents(board, [event], final)

/** Above one kelurahan the last value wins, area by area. */
export const applyTally = (board: Board, tallies: Tallies): Board => ({ ...board, tallies: { ...board.tallies, ...tallies } })

/** Zones come after each hello and with each change; the last value wins. */
export const applyZones = (board: Board, zones: Zones): Board => ({ ...board, zones: { ...board.zones, ...zones } })

/** Copies on the first touch: what no event of the batch concerns stays the same object, so that its tile is not drawn again. */
function count(before: Tallies, events: readonly EventFacts[]): Tallies {
  const tallies = { ...before }
  const touched = new Map<string, Record<string, Count>>()
  const holding = new Map<string, string[]>()
  const states = (key: string, service: string): Record<string, Count> => {
    const name = key + " " + service
    let own = touched.get(name)
    if (!own) {
      own = { ...tallies[key]?.[service] }
      tallies[key] = { ...tallies[key], [service]: own }
      touched.set(name, own)
    }
    return own
  }
  for (const { area, service, from, state } of events) {
    // The board names every place whose counts are this viewer's to know, also the empty ones; no other is ever added.
    let keys = holding.get(area)
    if (!keys) holding.set(area, (keys = Object.keys(tallies).filter((place) => counts(place, area))))
    for (const key of keys) {
      const own = states(key, service)
      if (from) bump(own, from, -1)
      bump(own, state, 1)
    }
  }
  return tallies
}

/** An RW's number is the sum of its RTs, as the board reads it: what concerns the RW itself is counted in the kelurahan alone. */
const counts = (place: string, area: string): boolean => contains(place, area) && !(place === area && /\/RW\d+$/.test(area))

function bump(states: Record<string, Count>, state: string, by: number): void {
  const value = states[state] ?? 0
  if (typeof value === "number") states[state] = value + by
}

function list(board: Board, events: readonly EventFacts[], final: Finals): Pick<Board, "cases" | "more"> {
  const open = new Map(board.cases.map((one) => [one.id, one]))
  let { more } = board
  for (const event of events) {
    if (!isHere(board, event)) continue
    const known = open.get(event.case)
    // A case beyond the 200 shown is only a number until it changes; then we know enough to show it.
    if (!known && event.from !== "" && !final(event.service, event.from)) more = Math.max(0, more - 1)
    if (final(event.service, event.state)) open.delete(event.case)
    else open.set(event.case, fold(known, event))
  }
  const cases = mostUrgent([...open.values()])
  return { cases: cases.slice(0, shown), more: more + Math.max(0, cases.length - shown) }
}

/** Whose office is wider than the board hears of all of it; on the board stands what is there, and what everybody here is told. */
const isHere = (board: Board, event: EventFacts): boolean => contains(board.area, event.area) || event.told != null

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

/** Reading a time costs more than comparing two, and the same case is compared a dozen times. */
function mostUrgent(cases: readonly Facts[]): Facts[] {
  const due = new Map(cases.map((one) => [one, dueAt(one)]))
  return [...cases].sort((a, b) => compare(a, b, due.get(a)!, due.get(b)!))
}

const dueAt = (one: Facts): number => (one.due ? Date.parse(one.due) : Infinity)

function compare(a: Facts, b: Facts, dueA: number, dueB: number): number {
  const byDue = dueA === dueB ? 0 : dueA - dueB
  return urgency[a.priority] - urgency[b.priority] || byDue || order(a.opened_at, b.opened_at) || order(a.id, b.id)
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Most urgent first: by priority, then by what falls due next, then the oldest. */
export const byUrgency = (a: Facts, b: Facts): number => compare(a, b, dueAt(a), dueAt(b))

/** The count of one state in an area; "<5" stays what it is. */
export const tally = (board: Board, area: string, service: string, state: string): Count => board.tallies[area]?.[service]?.[state] ?? 0
