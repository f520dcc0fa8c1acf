// Which words a person reads. Indonesian is always there; English is fetched only when somebody chose it.
// Words come in tiers, each with the screens that need them (src/words); `t` here knows those of the home alone,
// so a screen cannot compile with a word that did not travel with it.
import { id, type Words } from "../words/id"

export type Language = "id" | "en"
/** Javanese is spoken on the home alone; everything else is Indonesian then, also what the server says. */
export type Spoken = Language | "jv"
export type Word = keyof Words
type Table = Partial<Record<string, string>>
export type Say<W extends string> = (word: W, put?: Readonly<Record<string, string | number>>) => string

let spoken: Spoken = "id"
let ours: Table = id
let chosen: Table = {}

/** The language in use, as Accept-Language and <html lang> want it. */
export const currentLanguage = (): Language => (spoken === "en" ? "en" : "id")

/** What this person chose. */
export const spokenLanguage = (): Spoken => spoken

/** A tier's words: Indonesian when its screens arrive, another language once it was fetched. */
export function addWords(more: Table, of: Language = "id"): void {
  if (of === "id") ours = { ...ours, ...more }
  else chosen = { ...chosen, ...more }
}

/** Resolves when the words are there; asked for English offline and never seen before, it stays Indonesian. */
export async function setLanguage(wanted: Spoken): Promise<void> {
  chosen = wanted === "en" ? (await import("../words/en")).en : wanted === "jv" ? (await import("../words/jv")).jv : {}
  spoken = wanted
}

/** say("queueCount", { n: 3 }) puts values in place of {n}. Screens use the `t` of their tier, which is this, typed. */
export const say: Say<string> = (word, put = {}) =>
  (chosen[word] ?? ours[word] ?? word).replace(/\{(\w+)\}/g, (whole, name: string) => String(put[name] ?? whole))

export const t: Say<Word> = say
