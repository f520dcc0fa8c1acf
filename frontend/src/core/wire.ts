// The shapes that travel between phone, boards and server. Facts only: names and notes come by opening a case.

export type Level = "rt" | "rw" | "lurah"
export type Priority = "biasa" | "penting" | "darurat"

/** What everyone who may see a case at all may know about it. */
export type Facts = {
  id: string
  service: string
  area: string
  state: string
  priority: Priority
  due: string | null
  version: number
  level: Level
  next: "rw" | "lurah" | null
  due_for: string | null
  since: string
  opened_at: string
}

export type Holder = { id: string; name: string; mine: boolean }

export type CaseDetail = Facts & {
  household: string | null
  holder: Holder | null
  updated_at: string
  closed_at: string | null
  data: Record<string, unknown>
}

export type TimelineEntry = {
  id: string
  at: string
  type: string
  title: string
  from: string
  state: string
  by: { role: string; title: string }
}

export type Seen = { role: string; title?: string; at: string }

/** A move somebody may make now, with the form it asks for. */
export type Offer = { name: string; title: string; schema: Schema }

export type CaseAnswer = { case: CaseDetail; timeline: TimelineEntry[]; seen: Seen | null; moves: Offer[] }

export type CasePage = { cases: Facts[]; next: string | null }

export type CommandAnswer = { case: Facts; cursor: string }

export type Grant = { role: string; area: string; until: string | null }

export type Account = { id: string; name: string; login: string; household: string | null; grants: Grant[] }

/** A way in, made by a head; the code is known only now. */
export type Invite = { id: string; code: string; kind: string; place: string; until: string; uses: number }

export type DemoLogin = { login: string; name: string; title: string; app: "phone" | "desk" | "board" }

export type About = {
  version: string
  demo: boolean
  time_zone: string
  bus: string
  database: string
  logins?: DemoLogin[]
}

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

export type Move = {
  name: string
  title: string
  opens: boolean
  roles: string[]
  from: string[]
  to: string[]
  schema: Schema
}

export type Service = {
  name: string
  title: string
  states: string[]
  state_titles: Record<string, string>
  final?: string[]
  moves: Move[]
  clocks: { state?: string; move?: string; [key: string]: unknown }[]
}

export type AreaEntry = { area: string; name: string; level: string }

/** Above one kelurahan a count may be the words "<5". */
export type Count = number | string
export type Tallies = Record<string, Record<string, Record<string, Count>>>

export type ZoneColour = "green" | "yellow" | "orange" | "red"
export type Zone = { colour: ZoneColour; houses: number; since: string; policy: string; source: string }
/** On boards above one kelurahan an entry counts RTs by colour instead. */
export type ZoneCounts = Record<ZoneColour, number>
export type Zones = Record<string, Zone | ZoneCounts>

export type Board = {
  area: string
  name: string
  path: { area: string; name: string }[]
  rts?: string[]
  epoch: string
  cursor: string
  as_of: string
  tallies: Tallies
  zones: Zones
  cases: Facts[]
  more: number
  hash: string
}

/** One step of one case, as the public columns of the log tell it. */
export type EventFacts = {
  id: string
  at: string
  area: string
  service: string
  type: string
  case: string
  from: string
  state: string
  priority: Priority
  due: string | null
  level: Level
  next: "rw" | "lurah" | null
  due_for: string | null
  version: number
}

export type Frame =
  | { kind: "hello"; epoch: string; streams: Record<string, string> }
  | { kind: "event"; stream: string; prev: string; cursor: string; event: EventFacts }
  | { kind: "tally"; area: string; cursor: string; tallies: Tallies }
  | { kind: "zone"; zones: Zones }
  | { kind: "resync" }
  | { kind: "status"; degraded: boolean; bus: string }

export type FieldProblem = { field: string; code: string; message: string }
