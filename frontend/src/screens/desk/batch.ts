// Several requests of one RW, given out at once: which of them can be, and with which of the declared moves. Pure.
import { place, placeName } from "../../core/area"
import type { CaseAnswer, Service } from "../../core/wire"
import { offersOf } from "../../services/story"
import { serviceOf } from "../phone/catalogue"
import { arrange, asks } from "../wide/offers"
import type { Row } from "./groups"

/** The moves that put a case into one's own hands, and into somebody else's. */
export type Hands = { take: string | null; give: string | null }

const nobody: Hands = { take: null, give: null }

/** What lies in somebody's hands already is no part of a batch: nobody loses a request to a list. */
export function handsOf(services: readonly Service[], answer: CaseAnswer | undefined): Hands {
  if (!answer || answer.case.holder) return nobody
  const { offers, main } = offersOf(answer)
  const names = (schema: (typeof offers)[number]["schema"]) => schema.properties?.["holder"] !== undefined
  const give = offers.find(({ schema }) => names(schema))?.name ?? null
  if (!give) return nobody
  const own = arrange(serviceOf(services, answer.case.service), answer.case.state, offers.filter(({ schema }) => !names(schema) && !asks(schema)), main).main
  return { take: own?.name ?? null, give }
}

export type RwRows = { area: string; title: string; rows: Row[] }

const rwOf = (area: string): string => (place(area).rw === null ? area.split("/")[0]! : area.replace(/\/RT[^/]*$/, ""))

/** The rows of a queue that can be given out, by RW, the fullest first. */
export function byRw(rows: readonly Row[], able: (row: Row) => boolean): RwRows[] {
  const found = new Map<string, Row[]>()
  for (const row of rows.filter(able)) found.set(rwOf(row.facts.area), [...(found.get(rwOf(row.facts.area)) ?? []), row])
  const places = [...found].map(([area, list]) => ({ area, title: placeName(area) || area, rows: inOrder(list) }))
  return places.sort((a, b) => b.rows.length - a.rows.length || (a.area < b.area ? -1 : 1))
}

/** The order in which somebody walks: by RW, RT and house. */
export const inOrder = <R extends { facts: { area: string }; house: string | null }>(rows: readonly R[]): R[] =>
  [...rows].sort((a, b) => {
    const [one, other] = [a.house ?? a.facts.area, b.house ?? b.facts.area]
    return one < other ? -1 : one > other ? 1 : 0
  })
