// The words of the kentongan, beside those of every page.
import { addWords, say, type Say } from "../core/i18n"
import { idAlert, type AlertWords } from "./id.alert"
import type { Word as PageWord } from "./pages"
import "./pages"

addWords(idAlert)

export type Word = PageWord | keyof AlertWords
export const t: Say<Word> = say
