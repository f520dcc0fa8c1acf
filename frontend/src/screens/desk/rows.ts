// A line of the queue: facts of the board, and, once opened, what the household asked for.
import { houseNumber, placeName } from "../../core/area"
import { t } from "../../words/wide"
import { optionTitle } from "../../core/options"
import { fields } from "../../core/schema"
import type { CaseAnswer, Facts, Service } from "../../core/wire"
import { caseNumber, caseTitle, faceOf } from "../../services/face"
import { serviceOf, stateTitle } from "../phone/catalogue"
import { shortPlate } from "../wide/due"
import type { Row } from "./groups"

export function rowOf(services: readonly Service[], facts: Facts, read: CaseAnswer | undefined): Row {
  const service = serviceOf(services, facts.service)
  const title = caseTitle(service, read?.case.data)
  const house = read?.case.household && t("houseNo", { n: houseNumber(read.case.household) })
  const need = read ? needOf(service, read) : null
  // A title that must not tell over a shoulder leaves the need to this line; a desk faces nobody.
  const told = need && !title.includes(need.title) && faceOf(facts.service).aside ? need.title : ""
  const note = [told, house, caseNumber(facts.id)].filter(Boolean).join(" · ")
  const text = [title, note, placeName(facts.area), shortPlate(facts.area), stateTitle(services, facts), read?.case.holder?.name].join(" ").toLowerCase()
  return { facts, need, title, note, house: read?.case.household ?? null, number: caseNumber(facts.id), text }
}

/** The first thing the opening form insists on choosing is what a desk filters by. */
function needOf(service: Service | undefined, read: CaseAnswer): Row["need"] {
  const schema = service?.moves.find((move) => move.opens)?.schema
  const field = fields(schema).find((one) => one.kind === "choice" && one.required)
  const value = field && read.case.data[field.name]
  return field && typeof value === "string" ? { value, title: optionTitle(schema, field.name, value) } : null
}
