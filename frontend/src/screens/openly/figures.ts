// How the figures of a month are said: large number, unit, what it stands for.
import type { Openly } from "../../core/wire"
import { t } from "../../words/openly"

export type Figure = { figure: string; unit?: string; words: string }

const lasting = (minutes: number, locale: string): Pick<Figure, "figure" | "unit"> =>
  minutes < 90 ? { figure: minutes ? String(minutes) : "<1", unit: t("openlyMinutes") } : { figure: (minutes / 60).toLocaleString(locale, { maximumFractionDigits: 1 }), unit: t("openlyHours") }

/** null stands for fewer than five: then nothing is said but that. */
export function figuresOf({ requests, pace }: Pick<Openly, "requests" | "pace">, locale: string): Figure[] {
  const few = { figure: "–", unit: t("openlyFew") }
  const { verify_minutes: verify, help_minutes: help, confirmed } = pace
  return [
    { ...(requests === null ? few : { figure: requests.toLocaleString(locale) }), words: t("openlyRequests") },
    { ...(verify === null ? few : lasting(verify, locale)), words: t("openlyVerify") },
    { ...(help === null ? few : lasting(help, locale)), words: t("openlyHelp") },
    { ...(confirmed === null ? few : { figure: (confirmed.at_least ? "≥" : "") + confirmed.percent, unit: "%" }), words: t("openlyShare") },
  ]
}

/** "Oktober 2026", and with a day "31 Oktober 2026". Dates stand for themselves: no zone moves them. */
export const monthOf = (date: string, locale: string): string => new Date(date).toLocaleDateString(locale, { month: "long", year: "numeric", timeZone: "UTC" })
export const dayOf = (date: string, locale: string): string => new Date(date).toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })

/** The day before: what a head of the morning stands for. */
export const eveOf = (date: string): string => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10)
