// Declared moves as buttons and, where one asks for something, as a sheet. No screen knows a move by name.
import { useState } from "preact/hooks"
import { fields, type Field } from "../../core/schema"
import type { Facts, Offer } from "../../core/wire"
import { caseTitle } from "../../services/face"
import { storyOf } from "../../services/story"
import type { Values } from "../../ui/formCheck"
import { act } from "./alarm"
import { serviceOf } from "./catalogue"
import { usePhone } from "./context"
import type { Phone } from "./phone"
import { MoveSheet } from "./pieces"

export type Ranked = { main: Offer | null; halves: Offer[]; link: Offer | null }

/** One main button at most, the wanted one if the service says which; what is not asked for often becomes a half, the last quiet one a link. */
export function rank(service: string, offers: readonly Offer[], wanted?: string): Ranked {
  const { order = [], quiet = [] } = storyOf(service)
  const at = (offer: Offer) => (order.indexOf(offer.name) + 1 || order.length + 1)
  const sorted = [...offers].sort((a, b) => at(a) - at(b))
  const main = sorted.find((offer) => (wanted === undefined ? !quiet.includes(offer.name) : offer.name === wanted)) ?? null
  const rest = sorted.filter((offer) => offer !== main)
  const link = main && rest.length > 1 ? rest.pop()! : null
  return { main, halves: rest, link }
}

/** What a person is asked for. */
export const drawn = (offer: Offer): Field[] => fields(offer.schema).filter((field) => field.kind !== "reference")

export async function perform(phone: Phone, facts: Facts, offer: Offer, body: Values = {}, holdMs = 0): Promise<void> {
  const view = phone.view.get()
  const data = view.details[facts.id]?.answer.case.data ?? {}
  const about = caseTitle(serviceOf(view.services, facts.service), data)
  await act(phone, { service: facts.service, move: offer.name, body: { case: facts.id, ...body }, title: `${offer.title}: ${about}`, case: facts.id }, data, holdMs)
}

/** Runs a move at once when it asks for nothing, else opens its sheet. */
export function useMoves(facts: Facts | undefined, holdMs = 0, onDone?: () => void) {
  const { phone } = usePhone()
  const [asking, ask] = useState<Offer | null>(null)
  const [typed, type] = useState<Values>({})
  const run = (offer: Offer, body: Values = {}) => {
    ask(null)
    // A disk that took nothing is told above everything; what was written stands there again.
    if (facts) void perform(phone, facts, offer, body, holdMs).then(onDone, () => (type(body), ask(offer)))
  }
  const start = (offer: Offer) => {
    const quiet = storyOf(facts?.service ?? "").quiet?.includes(offer.name)
    if (drawn(offer).length > 0 || (quiet && holdMs === 0)) ask(offer)
    else run(offer)
  }
  const data = (facts && phone.view.get().details[facts.id]?.answer.case.data) ?? {}
  const sheet = asking && <MoveSheet offer={asking} data={data} typed={typed} onClose={() => ask(null)} onAct={(body) => run(asking, body)} />
  return { start, sheet }
}
