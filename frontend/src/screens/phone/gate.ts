// How a head calls a house.
import { houseNumber } from "../../core/area"
import { t } from "../../words/pages"
import type { View } from "./phone"

/** What a head calls a house: the label at its gate, else its number. */
export const houseName = (view: View, household: string | null): string => {
  const number = houseNumber(household)
  return (household && view.houses[household]) || (number && t("houseNo", { n: number }))
}

/** The number in a label, for a plate: "Gang Anggrek No. 14" is 14. */
export const gate = (label: string | undefined): string => /No\. ?(\S+)/.exec(label ?? "")?.[1] ?? ""
