// The words of a phone without a network, beside those of every page.
import { addWords, say, type Say } from "../core/i18n"
import { idPocket, type PocketWords } from "./id.pocket"
import type { Word as PageWord } from "./pages"
import "./pages"

addWords(idPocket)

export type Word = PageWord | keyof PocketWords
export const t: Say<Word> = say
