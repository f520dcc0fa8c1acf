// What a service may add where a case is opened or acted on: names, order of moves, what was and what is still to come.
// It comes with the pages behind the home, never before them.

import type { CaseAnswer, CaseDetail, Facts, Offer } from "../core/wire"
import type { Shape } from "../ui/Zone"

/** How a case stands beside others of its kind, for whoever must look after the worst first. */
export type Mark = { shape: Shape; word: string; rank: number; note?: string }

/** Days in two halves, as many as the matter lasts: which of them have news. */
export type Glance = { title: string; said: string; cells: readonly { morning: boolean; evening: boolean; today: boolean }[] }

/** What a red sign says at once: of whom, and which sign. */
export type Alarm = { who: string; measure: string }

type Data = Record<string, unknown>

export type Story = {
  /** The fields that the title already says. */
  titled?: readonly string[]
  /** Values that say nothing by themselves. */
  skip?: (name: string, value: unknown) => boolean
  /** Names of data that no input declares. */
  labels?: Record<string, () => string>
  /** A value in words, where neither its declaration nor itself says it. */
  say?: (name: string, value: unknown, data: Data) => string | undefined
  /** Codes that only a few may see, with what to do with them; the first sentence stands out. */
  codes?: readonly { field: string; title: () => string; use: () => string[] }[]
  /** Moves in the order in which a thumb wants them; the first offered one is the main button, unless it is quiet. */
  order?: readonly string[]
  /** Moves that stand as a half or a link and are never the main button. */
  quiet?: readonly string[]
  /** Moves that the declaration offers but that would change nothing now. */
  idle?: (move: string, facts: Facts) => boolean
  /** Which of the offered moves is the filled button: "" for none; undefined leaves it to the order. */
  main?: (facts: CaseDetail, offered: (move: string) => boolean) => string | undefined
  /** What a head should know before answering, in one line. */
  brief?: (data: Data, facts: Facts) => string
  /** What a past step was, in the words of a timeline; else the declared title. */
  past?: (type: string, by: string) => string
  /** Where it goes after an answer, said at once: "Disiapkan oleh kelurahan." */
  after?: (move: string) => string
  /** The steps still to come from a state. */
  ahead?: (state: string) => string[]
  /** Its own page in the menu, for whom it may be offered. */
  menu?: () => string
  /** Moves for which the household has a page of its own, by the place of that page. */
  places?: Record<string, string>
  /** Whether what is about to be sent is a danger sign, judged by the phone alone. `before` is what was known of the case. */
  /** Below a form: what becomes of it. */
  hint?: () => string
  /** Whether its household may take it off the phone: what must not be found there by others. */
  private?: true
  alarm?: (move: string, told: Data, before: Data, now: number, zone: string) => Alarm | null
  mark?: (facts: Facts, data: Data | undefined) => Mark | null
  /** What has come so far, at a glance. */
  glance?: (answer: CaseAnswer, now: number, zone: string) => Glance | null
}

const found = import.meta.glob<Story>("./*/story.ts", { eager: true, import: "story" })
const stories: Record<string, Story> = Object.fromEntries(Object.entries(found).map(([path, story]) => [path.split("/")[1], story]))

export const storyOf = (service: string): Story => stories[service] ?? {}

/** What may be done now, and which of it the service wants as the filled button. */
export function offersOf({ case: one, moves }: CaseAnswer): { offers: Offer[]; main: string | undefined } {
  const { idle, main } = storyOf(one.service)
  const offers = moves.filter(({ name }) => !idle?.(name, one))
  return { offers, main: main?.(one, (name) => offers.some((offer) => offer.name === name)) }
}
