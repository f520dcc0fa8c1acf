// What is written down for somebody without a phone: openings that carry a household's consent, for whoever has a post.
import { holds } from "../../../core/session"
import type { Account, Move, Service } from "../../../core/wire"
import { faceOf } from "../../../services/face"
import { openings } from "../catalogue"

export type Filing = { id: string; service: Service; move: Move; title: string }

const atHome = ["resident", "pending"]

export const filings = (services: readonly Service[], account: Account): Filing[] =>
  openings(services, account)
    .filter(({ service, move }) => move.schema.properties?.["on_behalf"] && !faceOf(service.name).apart && holds(account, move.roles.filter((role) => !atHome.includes(role))))
    .map(({ service, move }) => ({ id: `${service.name}/${move.name}`, service, move, title: faceOf(service.name).petals?.[move.name]?.word() ?? move.title }))
