// The words of what a watched house is asked, beside those of every page.
import { addWords, say, type Say } from "../core/i18n"
import { idArrival, type ArrivalWords } from "./id.arrival"
import type { Word as PageWord } from "./pages"
import "./pages"

addWords(idArrival)

export type Word = PageWord | keyof ArrivalWords
export const t: Say<Word> = say
