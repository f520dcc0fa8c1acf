// The words of photos; they come with the pieces that draw one, on phones and desks alike.
import { addWords, say, type Say } from "../core/i18n"
import { idPhoto, type PhotoWords } from "./id.photo"

addWords(idPhoto)

export const t: Say<keyof PhotoWords> = say
