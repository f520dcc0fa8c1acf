// Questions that screens ask of the declared services.
import { holds } from "../../core/session"
import type { Account, Facts, Move, Service } from "../../core/wire"
import { faceOf } from "../../services/face"

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
  services.some((one) => one.name === name && !one.inner && one.moves.some((move) => move.opens && move.roles.includes("resident")))

/** What this person may file, in the order of the declarations. */
export const openings = (services: readonly Service[], account: Account): { service: Service; move: Move }[] =>
  services.flatMap((service) =>
    service.moves.filter((move) => move.opens && holds(account, move.roles)).map((move) => ({ service, move })),
  )

/** Where DARURAT leads when it is held, for whoever may sound that alarm. */
export function urgentPage({ services, account }: { services: readonly Service[]; account: Account }): string[] | undefined {
  const found = openings(services, account).find(({ service, move }) => faceOf(service.name).urgent?.move === move.name)
  const { place, urgent } = faceOf(found?.service.name ?? "")
  return place && urgent ? [place, urgent.page] : undefined
}

export const isHead = (account: Account): boolean => holds(account, ["rt_head", "rw_head"])
export const isHelper = (account: Account): boolean => holds(account, ["volunteer"])
