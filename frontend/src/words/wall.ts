// The words of walls, beside those of desk and boards.
import { addWords, say, type Say } from "../core/i18n"
import { idWall, type WallWords } from "./id.wall"
import type { Word as WideWord } from "./wide"
import "./wide"

addWords(idWall)

export type Word = WideWord | keyof WallWords
export const t: Say<Word> = say
