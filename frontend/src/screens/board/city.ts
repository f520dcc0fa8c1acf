// Above one kelurahan there are only counts, small ones hidden. Cards add what is shown and never more.
import type { AreaEntry, Board, Count, ZoneColour, ZoneCounts } from "../../core/wire"
import { colours } from "./blocks"

export type Unit = { area: string; name: string; figures: Record<string, Count>; colour: ZoneColour | null; rts: ZoneCounts | null }
export type Card = { area: string; name: string; units: Unit[]; shown: number; small: number }

const above = (area: string): string => area.split(".").slice(0, -1).join(".")

/** The worst colour that any RT of a kelurahan has: a board above it may know no more. */
function worst(zones: Board["zones"], area: string): { colour: ZoneColour | null; rts: ZoneCounts | null } {
  const counts = zones[area]
  if (!counts || "colour" in counts) return { colour: null, rts: null }
  return { colour: colours.find((colour) => counts[colour] > 0) ?? null, rts: counts }
}

export function unitsOf(board: Board, names: ReadonlyMap<string, string>): Unit[] {
  const found = new Set([...Object.keys(board.tallies), ...Object.keys(board.zones)].filter((area) => area.split(".").length === 4))
  return [...found].sort().map((area) => ({
    area,
    name: names.get(area) ?? area,
    figures: Object.fromEntries(Object.entries(board.tallies[area] ?? {}).map(([service, states]) => [service, states["all"] ?? 0])),
    ...worst(board.zones, area),
  }))
}

/** One card a kecamatan above it, one a kelurahan inside it; in the order of their codes, because nobody is ranked. */
export function cardsOf(board: Board, names: ReadonlyMap<string, string>, service: string): Card[] {
  const inside = board.area.split(".").length === 3
  const cards = new Map<string, Unit[]>()
  for (const unit of unitsOf(board, names)) {
    const key = inside ? unit.area : above(unit.area)
    cards.set(key, [...(cards.get(key) ?? []), unit])
  }
  return [...cards].map(([area, units]) => ({ area, name: names.get(area) ?? area, units, ...add(units, service) }))
}

/** The kelurahan of one card as cards of their own: a city that begins with one kecamatan shows what is in it. */
export const opened = (card: Card, service: string): Card[] => card.units.map((unit) => ({ area: unit.area, name: unit.name, units: [unit], ...add([unit], service) }))

/** Sums add shown numbers only; what is hidden is counted as hidden. */
export function add(units: readonly Unit[], service: string): { shown: number; small: number } {
  let shown = 0
  let small = 0
  for (const unit of units) {
    const figure = unit.figures[service]
    if (typeof figure === "number") shown += figure
    else if (figure !== undefined) small++
  }
  return { shown, small }
}

/** Worst first, so that an eye finds it at the same corner of every card. */
export const byColour = (units: readonly Unit[]): Unit[] =>
  [...units].sort((a, b) => rank(a.colour) - rank(b.colour) || (a.area < b.area ? -1 : 1))
const rank = (colour: ZoneColour | null) => (colour ? colours.indexOf(colour) : colours.length)

export type Change = { area: string; service: string; from: Count; to: Count }

/** What a tally frame changed, for the feed. */
export function changes(before: Board, after: Board): Change[] {
  return Object.entries(after.tallies).flatMap(([area, services]) =>
    Object.entries(services).flatMap(([service, states]) => {
      const from = before.tallies[area]?.[service]?.["all"] ?? 0
      const to = states["all"] ?? 0
      return from !== to ? [{ area, service, from, to }] : []
    }),
  )
}

export const namesOf = (entries: readonly AreaEntry[]): [string, string][] => entries.map(({ area, name }) => [area, name])

/** Per thousand households, of those kelurahan alone whose number is shown and whose houses are known. null: there is none. */
export function perThousand(units: readonly Unit[], service: string, households: Readonly<Record<string, number>>): number | null {
  let shown = 0
  let houses = 0
  for (const unit of units) {
    const figure = unit.figures[service]
    const there = households[unit.area]
    if (typeof figure !== "number" || !there) continue
    shown += figure
    houses += there
  }
  return houses > 0 ? (1000 * shown) / houses : null
}

export const orders = ["code", "name", "figure", "colour"] as const
export type Order = (typeof orders)[number]

/** Whoever looks chooses the order; by itself it is that of the codes. What has no figure comes last. */
export function ordered(cards: readonly Card[], order: Order, figure: (card: Card) => number | null): Card[] {
  const by: Record<Order, (a: Card, b: Card) => number> = {
    code: () => 0,
    name: (a, b) => a.name.localeCompare(b.name),
    figure: (a, b) => (figure(b) ?? -1) - (figure(a) ?? -1),
    colour: (a, b) => worstOf(a) - worstOf(b),
  }
  return [...cards].sort((a, b) => by[order](a, b) || (a.area < b.area ? -1 : 1))
}

const worstOf = (card: Card): number => Math.min(...card.units.map(({ colour }) => rank(colour)))
