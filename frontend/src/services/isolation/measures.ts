// What a household tells of somebody ill, as triage wants it, and the same in words. Mirrors rt-rw/isolation.
import { daysBetween } from "../../core/dates"
import { dayOf, decimal } from "../../core/time"
import { triage, type Colour, type Measures } from "../../core/triage"
import { t } from "../../words/pages"

type Told = Record<string, unknown>

const number = (value: unknown): number => (typeof value === "number" ? value : 0)

const taken = (told: Told): Measures => ({
  breathless: told["breathless"] === true,
  danger: told["danger"] === true,
  worse: told["worse"] === true,
  temp_c: number(told["temp_c"]),
  spo2: number(told["spo2"]),
  breaths: number(told["breaths"]),
})

const isMeasures = (value: unknown): value is Told => typeof value === "object" && value !== null

/** The measures a report or a piece of news stands for; "all as yesterday" repeats the last ones. */
export function measuresOf(told: Told, before: Told, now: number, zone: string): Measures {
  const fresh = taken(told)
  const silent = !Object.values(fresh).some(Boolean)
  const last = before["last"]
  const measures = told["same"] === true && silent && isMeasures(last) ? { ...taken(last), worse: false } : fresh
  const since = String(told["since"] ?? before["since"] ?? "")
  return { ...measures, day: since ? daysBetween(since, dayOf(now, zone)) + 1 : 0 }
}

export const colourOf = (told: Told, before: Told, now: number, zone: string): Colour => triage(measuresOf(told, before, now, zone))

/** "37,2 °C · saturasi 96 %"; empty where nothing was measured or felt. */
export function measuresSaid(value: unknown): string {
  if (!isMeasures(value)) return ""
  const { danger, breathless, temp_c = 0, spo2, breaths } = taken(value)
  const said = [
    danger && t("dangerSign"),
    breathless && t("breathless"),
    temp_c && decimal(temp_c) + " °C",
    spo2 && t("saturation", { n: spo2 }),
    breaths && t("breathsOf", { n: breaths }),
  ]
  return said.filter(Boolean).join(" · ")
}

/** The one sign that made it red, the plainest to say on a telephone first. */
export function redSign({ spo2 = 0, breaths = 0, breathless }: Measures): string {
  if (spo2 > 0 && spo2 < 90) return t("saturation", { n: spo2 })
  if (breaths > 30) return t("breathsOf", { n: breaths })
  return t(breathless ? "breathless" : "dangerSign")
}
