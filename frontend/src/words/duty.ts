// The words of people with a duty, beside those of every page.
import { addWords, say, type Say } from "../core/i18n"
import { idDuty, type DutyWords } from "./id.duty"
import type { Word as PageWord } from "./pages"
import "./pages"

addWords(idDuty)

export type Word = PageWord | keyof DutyWords
export const t: Say<Word> = say
