// What a clock on a wide screen says, for any clock of a case: the heads' turn, a claim that lapses, a silence that ends.
import { place, plateLines } from "../../core/area"
import { t } from "../../words/wide"
import type { Facts } from "../../core/wire"
import type { ClockProps } from "../../ui/Clock"
import { clockProps, moment } from "../phone/text"

/** null where no clock runs. */
export function dueOf(facts: Facts, now: number, zone: string): ClockProps | null {
  const heads = clockProps(facts, now, zone)
  if (heads || !facts.due) return heads
  const due = Date.parse(facts.due)
  const label = moment(due, now, zone)
  const word = facts.due_for === "lapse" ? "clockLapse" : facts.due_for === "miss" ? "clockMiss" : "clockOther"
  return { state: now >= due ? "passed" : "running", from: Date.parse(facts.since), due, now, label, sentence: t(word, { time: label }) }
}

/** One word behind the hour: who or what comes next. */
export function nextWord(facts: Facts, clock: ClockProps): string {
  if (facts.due_for === "lapse") return t("nextLapse")
  return clock.next ?? ""
}

const two = (n: number) => String(n).padStart(2, "0")

/** "03/04" on a small plate: RT 03 of RW 04; "RT 12" where there is no RW. */
export function shortPlate(area: string): string {
  const { rt, rw } = place(area)
  if (rt !== null && rw !== null) return `${two(rt)}/${two(rw)}`
  return plateLines(area)[0] ?? ""
}

/** Who holds a clock on a board: "RT 03/04", "RW 02", "Lurah". */
export function holderPlate(facts: Facts): string {
  const { rw, rt } = place(facts.area)
  if (facts.level === "rw" && rw !== null) return "RW " + two(rw)
  if (facts.level === "lurah") return t("plateLurah")
  return rw === null || rt === null ? shortPlate(facts.area) : "RT " + shortPlate(facts.area)
}
