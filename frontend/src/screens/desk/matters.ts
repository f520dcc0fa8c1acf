// What lies before whoever guards personal data: wishes of households that a clock carries, and glasses to be judged. Pure.
import { byUrgency } from "../../core/board"
import { placeName } from "../../core/area"
import type { AuditLook, AuditPage } from "../../core/records"
import type { Facts, Service } from "../../core/wire"
import { caseNumber } from "../../services/face"
import { isFinal, serviceOf, stateTitle } from "../phone/catalogue"
import type { Row } from "./groups"

export type Matter = "wishes" | "glasses" | "audit" | "done"
export const matters: readonly Matter[] = ["wishes", "glasses", "audit", "done"]

/** A closed glass rests, and still waits for a word: what the declaration lets this office do next says so. */
const waits = (services: readonly Service[], facts: Facts): boolean =>
  serviceOf(services, facts.service)?.moves.some((move) => move.from.includes(facts.state) && move.roles.includes("dpo")) ?? false

export function sortMatters(services: readonly Service[], cases: readonly Facts[]): Record<Exclude<Matter, "audit">, Facts[]> {
  const open = cases.filter((one) => waits(services, one) || !isFinal(services, one.service, one.state)).sort(byUrgency)
  return {
    wishes: open.filter((one) => one.service !== "access"),
    glasses: open.filter((one) => one.service === "access").sort((a, b) => Number(waits(services, b)) - Number(waits(services, a)) || (a.opened_at < b.opened_at ? -1 : 1)),
    done: cases.filter((one) => !open.includes(one)).sort((a, b) => (a.since < b.since ? 1 : -1)),
  }
}

/** Rows tell the state and the place; nothing is opened for the sake of a list. */
export function matterRow(services: readonly Service[], facts: Facts): Row {
  const title = facts.service === "access" ? (serviceOf(services, facts.service)?.title ?? "") : stateTitle(services, facts)
  const note = [placeName(facts.area), caseNumber(facts.id)].join(" · ")
  return { facts, need: null, title, note, house: null, number: caseNumber(facts.id), text: [title, note].join(" ").toLowerCase() }
}

const most = 6

/** Everything that was opened under one glass; pages are read back to the hour when it was broken, and no further. */
export async function readUnder(page: (next?: string) => Promise<AuditPage>, glass: Facts): Promise<AuditLook[]> {
  const found: AuditLook[] = []
  let next: string | undefined
  for (let n = 0; n < most; n++) {
    const { looks, next: more } = await page(next)
    found.push(...looks.filter(({ why }) => why === glass.id))
    const last = looks.at(-1)
    if (!more || !last || Date.parse(last.at) < Date.parse(glass.opened_at)) break
    next = more
  }
  return found
}
