// The words of the pages behind a home, beside those of the home itself.
import { addWords, say, type Say, type Word as HomeWord } from "../core/i18n"
import { idPages, type PageWords } from "./id.pages"

addWords(idPages)

export type Word = HomeWord | keyof PageWords
export const t: Say<Word> = say
