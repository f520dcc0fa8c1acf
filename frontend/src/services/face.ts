// What a service may add to its declaration where cases stand in lists: a petal, a shorter title, how full the drum is.
// What only an opened case needs is its story (story.ts). A service without a face is drawn from the declaration alone; a new
// one is found here by its folder.
import { optionTitle } from "../core/options"
import { spokenNumber } from "../core/uuid"
import type { Facts, Service } from "../core/wire"
import type { DrumStep } from "../ui/Drum"

export type Petal = { icon: "help" | "ill" | "guest" | "plus"; word: () => string }

export type Face = {
  /** The petal on the neighbour's home: which icon and which word for an opening move. */
  petals?: Record<string, Petal>
  /** It has pages of its own behind the menu: no petal, no card on the home, nothing of it read ahead. */
  aside?: true
  /** Its cases show themselves, over every screen (over.tsx, band.tsx): they stand in no list, on no petal and on no tile. */
  apart?: true
  /** Pages of its own live behind this place (pages.tsx). */
  place?: string
  /** The page that DARURAT opens when it is held, for whoever may make that opening move. */
  urgent?: { move: string; page: string }
  /** "Sembako, 4 orang": from the input or the data, which share these names. */
  title?: (service: Service, data: Record<string, unknown>) => string
  /** States in which the household sends news twice a day. */
  daily?: readonly string[]
  /** States in which the household is asked once a day how it goes; how is for its story to say. */
  asks?: readonly string[]
  /** States in which somebody has the case in hand. */
  held?: readonly string[]
  /** How full the drum is in a state; else "sent", and "done" where the case may rest. */
  step?: Record<string, DrumStep>
}

const found = import.meta.glob<Face>("./*/face.ts", { eager: true, import: "face" })
export const faces: Record<string, Face> = Object.fromEntries(Object.entries(found).map(([path, face]) => [path.split("/")[1], face]))

export const faceOf = (service: string): Face => faces[service] ?? {}

/** The petals that this app brings along, for a first visit: they stand before any declaration has come. */
export const ownPetals = (): { service: string; move: string; petal: Petal }[] =>
  Object.entries(faces).flatMap(([service, { petals = {} }]) => Object.entries(petals).map(([move, petal]) => ({ service, move, petal })))

/** A title without personal words: what the declared choices say, else the service's own name. */
export function caseTitle(service: Service | undefined, data: Record<string, unknown> | undefined): string {
  if (!service) return ""
  const own = data && faceOf(service.name).title?.(service, data)
  if (own) return own
  const opening = service.moves.find((move) => move.opens)
  const chosen = Object.entries(data ?? {}).find(([name, value]) => opening?.schema.properties?.[name] && typeof value === "string")
  const words = chosen && optionTitle(opening?.schema, chosen[0], chosen[1])
  return words && words !== chosen[1] ? `${service.title}: ${words}` : service.title
}

export function drumStep(facts: Pick<Facts, "service" | "state">, final: boolean): DrumStep {
  return faceOf(facts.service).step?.[facts.state] ?? (final ? "done" : "sent")
}

/** "No. 0412", to say on the telephone. */
export const caseNumber = (id: string): string => "No. " + spokenNumber(id)
