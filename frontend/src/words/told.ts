// The words about news on a device, beside those of every page.
import { addWords, say, type Say } from "../core/i18n"
import { idTold, type ToldWords } from "./id.told"
import type { Word as PageWord } from "./pages"
import "./pages"

addWords(idTold)

export type Word = PageWord | keyof ToldWords
export const t: Say<Word> = say
