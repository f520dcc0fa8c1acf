// Which alarms ring on this phone now, which stand as a card, and how one ended. Pure.
import { contains } from "../../core/area"
import type { EventFacts, Facts, Told } from "../../core/wire"

export type Alarm = Facts & { told: Told }
export type Choice = "aman" | "butuh_bantuan"

/** What this phone remembers of an alarm: put away, muted, opened again by hand; and that its end was read. */
export type Kept = { at: number; away?: boolean; muted?: boolean; opened?: boolean; ended?: boolean }
export type Memory = Readonly<Record<string, Kept>>

/** An alarm rings for this long after it was raised; opened later, it is a card on the home. */
export const young = 10 * 60_000
const open = ["sounding", "calling"]
const over = ["calm", "false_alarm"]

const isTold = (one: Facts): one is Alarm => Boolean(one.told)

/** Open alarms, newest first. One that joined another rests: the first one tells for both, and nobody is rung twice. */
export const alarmsIn = (cases: readonly Facts[]): Alarm[] =>
  cases.filter(isTold).filter(({ state }) => open.includes(state)).sort((a, b) => b.opened_at.localeCompare(a.opened_at))

/** When it last became louder, as far as this phone heard: raised, or carried further. */
const heardAt = (alarm: Alarm, recent: readonly EventFacts[]): number =>
  Math.max(Date.parse(alarm.opened_at), ...recent.filter((event) => event.case === alarm.id && event.told && event.state === "sounding").map((event) => Date.parse(event.at)))

/** Stands over everything: it sounds, is young, and nobody here has put it away. */
export const isOver = (alarm: Alarm, recent: readonly EventFacts[], memory: Memory, now: number): boolean =>
  alarm.state === "sounding" && !memory[alarm.id]?.away && (memory[alarm.id]?.opened || now - heardAt(alarm, recent) < young)

/** Where an alarm is told: its RT, its RW, or the whole kelurahan. */
export function reachOf({ area, told }: Pick<Alarm, "area" | "told">): string {
  const [kelurahan = area, ...parts] = area.split("/")
  if (told.reach === "kelurahan") return kelurahan
  const rw = parts.find((part) => part.startsWith("RW"))
  return told.reach === "rw" && rw ? `${kelurahan}/${rw}` : area
}

export type Ended = { id: string; told: Told; area: string; at: number; calm: boolean }

const lingers = 30 * 60_000

/** How alarms ended while this phone watched, or as it read on coming back. */
export const endedIn = (events: readonly Pick<EventFacts, "case" | "told" | "area" | "at" | "state">[], memory: Memory, now: number): Ended[] => {
  const last = new Map<string, Ended>()
  for (const { case: id, told, area, at, state } of events)
    if (told && over.includes(state) && now - Date.parse(at) < lingers && !memory[id]?.ended && !last.has(id)) last.set(id, { id, told, area, at: Date.parse(at), calm: state === "calm" })
  return [...last.values()]
}

/** What the own house last said: by this phone's queue, else by its open entry. */
export function saidOf(house: string | null | undefined, mine: readonly Facts[], queue: readonly { body: Record<string, unknown>; service: string; move: string; state: string; storedAt: number }[], alarm: Alarm): Choice | null {
  if (!house || !contains(reachOf(alarm), house)) return null
  const held = queue.filter((one) => one.service === alarm.service && one.move === "answer" && one.state !== "refused" && one.storedAt >= Date.parse(alarm.opened_at)).at(-1)
  if (held && held.state !== "sent") return held.body["choice"] as Choice
  // An entry that was open before is the word about another alarm.
  const entry = mine.find((one) => one.service === alarm.service && ["safe", "help"].includes(one.state) && Date.parse(one.since) >= Date.parse(alarm.opened_at))
  if (entry) return entry.state === "safe" ? "aman" : "butuh_bantuan"
  return held ? (held.body["choice"] as Choice) : null
}

/** Whole minutes since it was raised. */
export const minutes = (alarm: Pick<Facts, "opened_at">, now: number): number => Math.max(0, Math.floor((now - Date.parse(alarm.opened_at)) / 60_000))
