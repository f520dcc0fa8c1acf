// Days of an absence as people say them: both named days count whole. On the wire it ends where the day after begins.
import { dateWord, plusDays } from "../../../core/dates"
import { currentLanguage } from "../../../core/i18n"
import { beginOf, dayOf } from "../../../core/time"
import { houseNumber, place, plateLines } from "../../../core/area"
import { t } from "../../../words/office"
import type { Item } from "./find"
import type { Post } from "./posts"

export type Standing = { case: string; account: string; name: string; away: boolean; from: string; until: string | null }
export type Resident = { id: string; name: string; house: string }
export type StandIns = { standing: Standing[]; people: Resident[] }

/** The neighbours of an RT to choose from, all but oneself; null while they were never read. */
export const othersOf = (known: StandIns | null, me: string): Item[] | null =>
  known?.people.filter(({ id }) => id !== me).map(({ id, name, house }) => ({ id, plate: houseNumber(house), title: name })) ?? null

export type Days = { from: string; until: string }

/** The last day, by how long it is said to be; from the first day on. */
export const presets: readonly { id: string; last: (from: string) => string }[] = [
  { id: "tomorrow", last: (from) => plusDays(from, 1) },
  { id: "three", last: (from) => plusDays(from, 2) },
  { id: "week", last: (from) => plusDays(from, 6) },
]

/** What is wrong with the days; nothing where they can be. */
export function wrongDays({ from, until }: Days, today: string): { from?: string; until?: string } {
  return {
    ...(from < today && { from: t("standInPast") }),
    ...(until < from ? { until: t("standInBefore") } : until < today ? { until: t("standInPast") } : {}),
  }
}

/** What goes out: a first day of today begins at once. */
export const wireDays = ({ from, until }: Days, today: string, zone: string) => ({
  ...(from > today && { from: new Date(beginOf(from, zone)).toISOString() }),
  until: new Date(beginOf(plusDays(until, 1), zone)).toISOString(),
})

export const day = (date: string): string => dateWord(date, currentLanguage())

const begins = (from: string, today: string): string => (from > today ? t("standInStart", { day: day(from) }) : "")

/** Whom a report goes to where nobody stands in. */
export const nextOf = ({ area }: Post): string => t(place(area).rt !== null && place(area).rw !== null ? "whoRw" : "whoLurah")

/** "Ketua RT 03". */
export const postName = ({ role, area }: Post): string => `${t(role === "rw_head" ? "whoRw" : "whoRt").replace(/ R[TW]$/, "")} ${plateLines(area)[0] ?? ""}`

/** The one sentence that says it all, before it is sent and while it runs. */
export function sentence(name: string | null, days: Days, today: string, post: Post): string {
  const put = { from: begins(days.from, today), until: day(days.until) }
  return name === null ? t("standInSaysNone", { ...put, next: nextOf(post) }) : t("standInSays", { ...put, name })
}

/** The same of what the server has. */
export function standingSentence(one: Standing, me: string, today: string, zone: string, post: Post): string {
  const days = { from: dayOf(Date.parse(one.from), zone), until: one.until ? dayOf(Date.parse(one.until) - 1, zone) : "" }
  const until = days.until ? day(days.until) : t("standInOpen")
  const put = { from: begins(days.from, today), until }
  if (one.away) return t("standInSaysNone", { ...put, next: nextOf(post) })
  return one.account === me ? t("standInMine", { ...put, post: postName(post) }) : t("standInSays", { ...put, name: one.name })
}
