// The words of desk and boards, beside those of every page.
import { addWords, say, type Say } from "../core/i18n"
import { idWide, type WideWords } from "./id.wide"
import type { Word as PageWord } from "./pages"
import "./pages"

addWords(idWide)

export type Word = PageWord | keyof WideWords
export const t: Say<Word> = say
