// The words of one sheet of paper, beside those of every page.
import { addWords, say, type Say } from "../core/i18n"
import { idStack, type StackWords } from "./id.stack"
import type { Word as PageWord } from "./pages"
import "./pages"

addWords(idStack)

export type Word = PageWord | keyof StackWords
export const t: Say<Word> = say
