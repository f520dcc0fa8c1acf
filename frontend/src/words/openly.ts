// The words of the open page, beside none but the home's.
import { addWords, say, type Say, type Word as HomeWord } from "../core/i18n"
import { idOpenly, type OpenlyWords } from "./id.openly"

addWords(idOpenly)

export type Word = HomeWord | keyof OpenlyWords
export const t: Say<Word> = say
