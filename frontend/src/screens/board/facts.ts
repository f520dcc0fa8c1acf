// One fact, place first, never a name: what the feed of a wall says about an event or about a case as it stands.
import { placeName } from "../../core/area"
import { t, type Word } from "../../words/wide"
import type { EventFacts, Facts, Service } from "../../core/wire"
import { faceOf } from "../../services/face"
import { serviceOf, stateTitle } from "../phone/catalogue"
import { who } from "../phone/text"

export type News = { id: string; at: number; text: string; area: string }

// Aid has words of its own; every other service is told by its declared titles.
const aid: Record<string, Word> = {
  request: "aid_request", verify: "aid_verify", return: "aid_return", amend: "aid_amend", decline: "aid_decline",
  claim: "aid_claim", assign: "aid_assign", release: "aid_release", lapse: "aid_lapse", dispatch: "aid_dispatch",
  hand_over: "aid_hand_over", confirm: "aid_received", witness: "aid_received", dispute: "aid_dispute",
  reopen: "aid_reopen", cancel: "aid_cancel", miss: "aid_miss",
}
const aidStates: Record<string, Word> = {
  filed: "aid_request", returned: "aid_return", verified: "aid_verify", claimed: "aid_claim", dispatched: "aid_dispatch",
  handed_over: "aid_hand_over", disputed: "aid_dispute",
}

/** Who broke a glass and until when it stands, by its case; only the case itself names the office. */
export type Openers = ReadonlyMap<string, { who: string; until: string }>
const nobody: Openers = new Map()

/** A glass over an RT is told with its office; what went past the RT without its place, because a wall is public. */
function whole(facts: Pick<Facts, "service" | "area" | "state">, id: string, what: string, openers: Openers): string {
  if (faceOf(facts.service).aside) return what
  if (facts.service !== "access") return t("fact", { place: placeName(facts.area), what })
  const opener = openers.get(id)
  return t(facts.state === "open" ? "glassFeed" : "glassShut", { who: opener?.who ?? t("glassWho"), place: placeName(facts.area), time: opener?.until ?? "" })
}

function happened(event: EventFacts, services: readonly Service[]): string {
  if (event.type === "pass_on" && event.level) return t("passedOn", { head: who(event.level) })
  const word = event.service === "aid" ? (event.state === "closed" ? "aid_received" : aid[event.type]) : undefined
  return word ? t(word) : stands(event, services)
}

function stands(facts: Pick<Facts, "service" | "state">, services: readonly Service[]): string {
  const word = facts.service === "aid" ? aidStates[facts.state] : undefined
  return word ? t(word) : `${serviceOf(services, facts.service)?.title ?? facts.service}, ${stateTitle(services, facts)}`
}

export function newsOf(event: EventFacts, services: readonly Service[], openers = nobody): News {
  return { id: event.id, at: Date.parse(event.at), area: event.area, text: whole(event, event.case, happened(event, services), openers) }
}

/** Before anything happens on the line, the cases on the board already say what was last. */
export function newsOfCase(facts: Facts, services: readonly Service[], openers = nobody): News {
  return { id: facts.id, at: Date.parse(facts.since), area: facts.area, text: whole(facts, facts.id, stands(facts, services), openers) }
}

/** Newest first, since a moment; what the line told replaces what the board said about the same case. `missed` came before the line. */
export function feedOf(recent: readonly EventFacts[], opened: readonly Facts[], services: readonly Service[], since: number, openers = nobody, missed: readonly EventFacts[] = []): News[] {
  const known = new Set(recent.map(({ id }) => id))
  const events = [...recent, ...missed.filter(({ id }) => !known.has(id))]
  const moved = new Set(events.map((event) => event.case))
  // Of what shows itself only what was told to everybody is news here.
  const fit = ({ service, told }: Pick<Facts, "service" | "told">) => Boolean(told) || !faceOf(service).apart
  const seeds = opened.filter((facts) => fit(facts) && !moved.has(facts.id)).map((facts) => newsOfCase(facts, services, openers))
  return [...events.filter(fit).map((event) => newsOf(event, services, openers)), ...seeds].filter((news) => news.at >= since).sort((a, b) => b.at - a.at)
}
