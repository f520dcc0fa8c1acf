// The words of a kelurahan's first day, beside those of every page.
import { addWords, say, type Say } from "../core/i18n"
import { idSetup, type SetupWords } from "./id.setup"
import type { Word as PageWord } from "./pages"
import "./pages"

addWords(idSetup)

export type Word = PageWord | keyof SetupWords
export const t: Say<Word> = say
