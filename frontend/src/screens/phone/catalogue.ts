// Questions that screens ask of the declared services.
import { holds } from "../../core/session"
import type { Account, Facts, Move, Service } from "../../core/wire"

export const serviceOf = (services: readonly Service[], name: string): Service | undefined => services.find((one) => one.name === name)

export const moveOf = (services: readonly Service[], service: string, move: string): Move | undefined =>
  serviceOf(services, service)?.moves.find((one) => one.name === move)

export function isFinal(services: readonly Service[], service: string, state: string): boolean {
  return serviceOf(services, service)?.final.includes(state) ?? false
}

export const stateTitle = (services: readonly Service[], facts: Pick<Facts, "service" | "state">): string =>
  serviceOf(services, facts.service)?.state_titles?.[facts.state] ?? facts.state

/** A service that households use; membership and the like are no reports of theirs. */
export const forHouseholds = (services: readonly Service[], name: string): boolean =>
  serviceOf(services, name)?.moves.some((move) => move.opens && move.roles.includes("resident")) ?? false

/** What this person may file, in the order of the declarations. */
export const openings = (services: readonly Service[], account: Account): { service: Service; move: Move }[] =>
  services.flatMap((service) =>
    service.moves.filter((move) => move.opens && holds(account, move.roles)).map((move) => ({ service, move })),
  )

const heads = ["rt_head", "rw_head", "lurah"]
const reached = { rt: 0, rw: 1, lurah: 2 }

/** The states in which a case of this service comes into being: nobody has looked at it yet. */
const isNew = (services: readonly Service[], facts: Facts): boolean =>
  facts.state === "pending" || (serviceOf(services, facts.service)?.moves.some((move) => move.opens && move.to.includes(facts.state)) ?? false)

/** Whether a case waits for this head: it is new or its clock runs, the own rung is reached, and a head's move leaves the state. */
export function waitsForHead(services: readonly Service[], account: Account, facts: Facts): boolean {
  if (facts.due_for !== "pass_on" && !isNew(services, facts)) return false
  // Without a clock nobody is passed over: the question stays with the first rung.
  const rungs = heads.slice(0, facts.level ? reached[facts.level] + 1 : 1)
  return rungs.some((role) => holds(account, [role], facts.area)) && headMayMove(services, facts)
}

const headMayMove = (services: readonly Service[], facts: Facts): boolean =>
  serviceOf(services, facts.service)?.moves.some((move) => move.from.includes(facts.state) && move.roles.some((role) => heads.includes(role))) ?? false

export const isHead = (account: Account): boolean => holds(account, ["rt_head", "rw_head"])
export const isHelper = (account: Account): boolean => holds(account, ["volunteer"])

/** What a volunteer can take or carries: the declaration says which moves a helper has from the state. */
export function forHelper(services: readonly Service[], facts: Facts): boolean {
  return serviceOf(services, facts.service)?.moves.some((move) => move.from.includes(facts.state) && move.roles.includes("volunteer")) ?? false
}
