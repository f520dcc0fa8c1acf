// The words of a board of the past, beside those of walls; they come with its piece.
import { addWords, say, type Say } from "../core/i18n"
import { idThen, type ThenWords } from "./id.then"
import type { Word as WallWord } from "./wall"
import "./wall"

addWords(idThen)

export const t: Say<WallWord | keyof ThenWords> = say
