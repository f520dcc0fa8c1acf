// The shapes that travel between phone, boards and server, as the server's own OpenAPI says them (api.gen.d.ts). Only what
// OpenAPI leaves open (schemas inside schemas, the data of a service) is named here by hand.
import type { components } from "./api.gen"

type Shapes = components["schemas"]

export type Level = NonNullable<Shapes["Level"]>
export type Priority = Shapes["Facts"]["priority"]

/** What a case says aloud to everybody it reaches: what, by which strokes, from whom, how far, and the one thing to do. */
export type Told = { kind?: string; strokes?: string; by?: string; reach?: string; houses?: number; act?: string; echoes?: number; first?: string }
type MayTell = { told?: Told | null }

/** What everyone who may see a case at all may know about it. */
export type Facts = Omit<Shapes["Facts"], "told"> & MayTell

export type Holder = NonNullable<Shapes["Detail"]["case"]["holder"]>

export type CaseDetail = Omit<Shapes["Detail"]["case"], "data" | "told"> & MayTell & { data: Record<string, unknown> }

export type TimelineEntry = Shapes["Step"]
export type Seen = NonNullable<Shapes["Detail"]["seen"]>

/** A move somebody may make now, with the form it asks for. */
export type Offer = Omit<Shapes["Offer"], "schema"> & { schema: Schema }

export type CaseAnswer = { case: CaseDetail; timeline: TimelineEntry[]; seen: Seen | null; rang?: Seen | null; moves: Offer[] }
export type CasePage = { cases: Facts[]; next: string | null }
export type CommandAnswer = Shapes["Receipt"]

export type Grant = Shapes["Grant"]
/** A number to call, as the server knows it for this household: the puskesmas first, then the heads. */
export type Call = { title: string; tel: string }
export type Account = Shapes["Account"] & { numbers?: Call[] }
export type About = Shapes["About"]
export type DemoLogin = NonNullable<About["logins"]>[number]
export type House = Shapes["House"]
/** A way in, made by a head; the code is known only in the answer that makes it. */
export type Invite = Shapes["Invite"]
/** A screen in a lobby; the code is known only in the answer that makes it. */
export type Kiosk = Shapes["Kiosk"]
/** What hangs in a lobby: offices and totals. */
export type Lobby = Shapes["Lobby"]
/** The pace of an area, for who oversees it. */
export type Figures = Shapes["Figures"]
/** What everybody may read of a kelurahan. */
export type Openly = Shapes["Openly"]
export type Pace = Shapes["Pace"]

/** The part of JSON Schema 2020-12 that declared inputs use. */
export type Schema = {
  type?: string | string[]
  title?: string
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  enum?: (string | number | boolean)[]
  oneOf?: Schema[]
  const?: string | number | boolean
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: string
  additionalProperties?: boolean
  "x-order"?: string[]
  "x-titles"?: Record<string, string>
  [key: string]: unknown
}

export type Move = Omit<Shapes["Service"]["moves"][number], "schema"> & { schema: Schema }
export type Service = Omit<Shapes["Service"], "moves"> & { moves: Move[] }

export type AreaEntry = Shapes["Place"]

/** Above one kelurahan a count may be the words "<5". */
export type Count = number | string
export type Tallies = Record<string, Record<string, Record<string, Count>>>

export type ZoneColour = "green" | "yellow" | "orange" | "red"
export type Zone = { colour: ZoneColour; houses: number; since: string; policy: string; source: string }
/** On boards above one kelurahan an entry counts RTs by colour instead. */
export type ZoneCounts = Record<ZoneColour, number>
export type Zones = Record<string, Zone | ZoneCounts>

export type Board = Omit<Shapes["Board"], "tallies" | "zones" | "cases"> & { tallies: Tallies; zones: Zones; cases: Facts[] }

/** One step of one case, as the public columns of the log tell it. */
export type EventFacts = Omit<Shapes["Event"], "told"> & MayTell

export type Frame =
  | { kind: "hello"; epoch: string; streams: Record<string, string> }
  | { kind: "event"; stream: string; prev: string; cursor: string; event: EventFacts }
  | { kind: "tally"; area: string; cursor: string; tallies: Tallies }
  | { kind: "zone"; zones: Zones }
  | { kind: "resync" }
  | { kind: "status"; degraded: boolean; bus: string }

export type FieldProblem = NonNullable<Shapes["Problem"]["fields"]>[number]
