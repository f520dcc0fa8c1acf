// Sentences about a case, put together from its facts. All times in the city's zone.
import { clockOf } from "../../core/clock"
import { t, type Word } from "../../core/i18n"
import { dayOf, hourMinute, momentLabel } from "../../core/time"
import type { Facts, Level, Seen } from "../../core/wire"
import type { ClockProps } from "../../ui/Clock"

export const moment = (at: number, now: number, zone: string): string =>
  momentLabel(at, now, zone, { tomorrow: t("tomorrow"), yesterday: t("yesterday"), months: t("months") })

const whoWord: Record<string, Word> = { rt: "whoRt", rw: "whoRw", lurah: "whoLurah", health: "whoHealth" }

export const who = (level: Level): string => t(whoWord[level] ?? "whoLurah")

/** Who opened a case first. */
export const reader = ({ role, title }: Seen): string => title || t(role === "rw_head" ? "whoRw" : role === "lurah" ? "whoLurah" : "whoRt")

const plate = (level: string): string => (level === "lurah" ? t("plateLurah") : level === "health" ? t("plateHealth") : level.toUpperCase())

/** "pukul 10.56", or "besok pukul 07.00": the hour always stands alone, so that it can be drawn bold. */
function when(at: number, now: number, zone: string): string {
  const time = hourMinute(at, zone)
  if (dayOf(at, zone) === dayOf(now, zone)) return t("atTime", { time })
  if (dayOf(at, zone) === dayOf(now + 86_400_000, zone)) return t("tomorrowAt", { time })
  return t("dayAt", { day: moment(at, now, zone).slice(0, -time.length - 1), time })
}

/** What the drawn clock of a case needs; null where no head is asked. `mine`: the viewer is the one asked. */
export function clockProps(facts: Facts, now: number, zone: string, mine = false): ClockProps | null {
  const view = clockOf(facts, now, zone)
  if (!view) return null
  const next = view.next ?? null
  const whom = capital(who(view.level))
  const at = when(view.due, now, zone)
  const asks = next ? t(facts.due_for === "climb" ? "clockLooks" : "clockAsks", { who: whom, next: who(next), when: at }) : t("clockLast", { who: whom })
  const sentence =
    view.state === "passed" && next
      ? t("clockPassed", { next: who(next), when: at })
      : view.state === "night"
        ? t("clockNight", { time: view.opensAt })
        : view.state === "soon"
          ? t("soon") + asks
          : asks
  return {
    from: view.from,
    due: view.due,
    now,
    state: view.state,
    sentence,
    holder: mine ? t("plateMine") : plate(view.level),
    // At night nothing runs out: what counts is the hour at which somebody looks.
    next: next && view.state !== "night" ? plate(next) : null,
    label: view.state === "night" ? view.opensAt : hourMinute(view.due, zone),
  }
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export const strings = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null)

/** "10.48". */
export const hour = (at: number, zone: string): string => hourMinute(at, zone)
