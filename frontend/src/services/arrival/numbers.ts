// Residents, outsiders and travellers are three numbers: nobody of one stands in another.
import { t } from "../../words/wide"
import type { Numbered } from "../numbers"

export const numbers = (): Numbered[] => [
  { word: t("guestsHere"), states: ["watching", "staying"] },
  { word: t("guestsOutside"), states: ["watching_outside", "staying_outside"] },
  { word: t("guestsTransit"), states: ["in_transit"] },
]
