// What a household is asked once a day, in the states that a service's face names: from which day on for how many, and which
// moves answer it. Found by the folder, and fetched with the card alone.
import type { CaseDetail } from "../core/wire"

export type Asked = {
  title: string
  given: string
  from: string
  days: number
  moves: readonly string[]
  day: (n: number, of: number) => string
  ends: (day: string) => string
  cells: (n: number, of: number, given: number) => string
}

const found = import.meta.glob<(facts: CaseDetail) => Asked | null>("./*/asked.ts", { eager: true, import: "asked" })
const all = Object.fromEntries(Object.entries(found).map(([path, asked]) => [path.split("/")[1], asked]))

export const askedOf = (facts: CaseDetail): Asked | null => all[facts.service]?.(facts) ?? null
