// Which of the moves somebody may make now is the way forward, and which need a form. The declaration decides; no service is named here.
import { fields } from "../../core/schema"
import type { Offer, Schema, Service } from "../../core/wire"
import { drawn } from "../../ui/formCheck"

export type Arranged = { main: Offer | null; rest: Offer[] }

/**
 * The first move that leads on in the declared order of states. Going back is the filled button only where nothing else can be
 * done (a dispute is opened again); staying where it is never is. A service may say itself which one it wants, or "" for none.
 */
export function arrange(service: Service | undefined, state: string, offers: readonly Offer[], wanted?: string): Arranged {
  const order = (name: string) => service?.states.indexOf(name) ?? -1
  const goals = (offer: Offer) => service?.moves.find((move) => move.name === offer.name)?.to ?? []
  const leaves = (offer: Offer) => !goals(offer).includes(state)
  const leads = (offer: Offer) => leaves(offer) && goals(offer).every((to) => order(to) > order(state))
  const found = wanted === undefined ? (offers.find(leads) ?? (offers.length === 1 ? offers.find(leaves) : undefined)) : offers.find(({ name }) => name === wanted)
  const main = found ?? null
  return { main, rest: offers.filter((offer) => offer !== main) }
}

/** True where a person is asked something; a move that only names references is one press. */
export const asks = (schema: Schema | undefined): boolean => fields(schema).some((field) => drawn(field, []))

export type Person = { id: string; name: string }

/** A move that puts a case into somebody's hands gets names to choose from; while none are known it is not offered. */
export function withPeople(offers: readonly Offer[], people: readonly Person[]): Offer[] {
  return offers.flatMap((offer) => {
    const holder = offer.schema.properties?.["holder"]
    if (!holder) return [offer]
    if (people.length === 0) return []
    const oneOf = people.map(({ id, name }) => ({ const: id, title: name }))
    const { format: _, ...plain } = holder
    const properties = { ...offer.schema.properties, holder: { ...plain, oneOf } }
    return [{ ...offer, schema: { ...offer.schema, properties, required: [...(offer.schema.required ?? []), "holder"] } }]
  })
}
