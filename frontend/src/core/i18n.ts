// Which words a person reads. Indonesian is always there; English is fetched only when somebody chose it.
import { id, type Words } from "../words/id"
import type { WideWords } from "../words/id.wide"

export type Language = "id" | "en"
export type Word = keyof Words | keyof WideWords

let language: Language = "id"
let words: Partial<Record<Word, string>> = id

/** The language in use, as Accept-Language and <html lang> want it. */
export const currentLanguage = (): Language => language

/** Desk and boards bring their own words; they add them once, in the language that was set before. */
export function addWords(more: Partial<Record<Word, string>>): void {
  words = { ...words, ...more }
}

/** Resolves when the words are there; asked for English offline and never seen before, it stays Indonesian. */
export async function setLanguage(wanted: Language): Promise<void> {
  if (wanted === "en") {
    const { en } = await import("../words/en")
    words = { ...words, ...en }
  } else words = { ...words, ...id }
  language = wanted
}

/** t("queueCount", { n: 3 }) puts values in place of {n}. */
export function t(word: Word, put: Readonly<Record<string, string | number>> = {}): string {
  const text = words[word] ?? word
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(put[name] ?? whole))
}
