// The words of one's own data, beside those of every page.
import { addWords, say, type Say } from "../core/i18n"
import { idOwn, type OwnWords } from "./id.own"
import type { Word as PageWord } from "./pages"
import "./pages"

addWords(idOwn)

export type Word = PageWord | keyof OwnWords
export const t: Say<Word> = say
