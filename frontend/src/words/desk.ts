// The words of a desk, beside those of every wide screen.
import { addWords, say, type Say } from "../core/i18n"
import { idDesk, type DeskWords } from "./id.desk"
import type { Word as WideWord } from "./wide"
import "./wide"

addWords(idDesk)

export type Word = WideWord | keyof DeskWords
export const t: Say<Word> = say
