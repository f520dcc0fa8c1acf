// The words of a head's and a kader's own pages, beside those of every page.
import { addWords, say, type Say } from "../core/i18n"
import { idOffice, type OfficeWords } from "./id.office"
import type { Word as PageWord } from "./pages"
import "./pages"

addWords(idOffice)

export type Word = PageWord | keyof OfficeWords
export const t: Say<Word> = say
