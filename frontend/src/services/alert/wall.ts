// What a wall says in an alarm: which RT sounds, which stands by, what is under way. Pure; counts and places, never a name.
import { contains, place } from "../../core/area"
import type { Board, EventFacts } from "../../core/wire"
import { t } from "../../words/alert"
import { reachOf, type Alarm } from "./ring"
import { reachWord, whereWord } from "./words"

export type Stand = "here" | "loud" | "quiet"

/** Where it was raised, where it is heard, and where not. */
export const standOf = (rt: string, alarm: Alarm): Stand => (rt === alarm.area ? "here" : contains(reachOf(alarm), rt) ? "loud" : "quiet")

export type Parted = { own: string[]; others: { rw: number; loud: boolean }[] }

/** The RTs of the RW where it sounds, and the other RWs as plates; where there is no RW, all RTs are its own. */
export function partedOf(rts: readonly string[], alarm: Alarm): Parted {
  const { rw } = place(alarm.area)
  const own = rts.filter((rt) => place(rt).rw === rw)
  const numbers = [...new Set(rts.map((rt) => place(rt).rw))].filter((one): one is number => one !== null && one !== rw).sort((a, b) => a - b)
  return { own, others: numbers.map((one) => ({ rw: one, loud: alarm.told.reach === "kelurahan" })) }
}

export type Moved = { id: string; at: number; text: string }

const facts: Record<string, "wallSafeFact" | "wallHelpFact" | "wallKnockFact"> = { safe: "wallSafeFact", help: "wallHelpFact", knocking: "wallKnockFact" }

/** What houses said and who went to knock, gathered by RT, state and minute, and how the alarm itself went on; newest first. */
export function movedOf(board: Pick<Board, "cases">, recent: readonly EventFacts[], alarm: Alarm): Moved[] {
  const gathered = new Map<string, { at: number; n: number; word: "wallSafeFact" | "wallHelpFact" | "wallKnockFact"; area: string }>()
  for (const one of board.cases) {
    const word = one.service === alarm.service && !one.told ? facts[one.state] : undefined
    if (!word || !contains(reachOf(alarm), one.area)) continue
    const at = Date.parse(one.since)
    const key = [one.area, one.state, Math.floor(at / 60_000)].join()
    const held = gathered.get(key)
    gathered.set(key, { word, area: one.area, n: (held?.n ?? 0) + 1, at: Math.max(at, held?.at ?? 0) })
  }
  const houses = [...gathered].map(([id, { at, n, word, area }]) => ({ id, at, text: t(word, { n, place: whereWord(area, alarm.area) }) }))
  const own = recent.filter((event) => event.case === alarm.id && event.told).flatMap((event): Moved[] => {
    const text = event.type === "widen" ? t("wallWidened", { place: reachWord({ area: event.area, told: event.told! }) }) : event.type === "echo" ? t("wallEchoed", { place: whereWord(event.area, alarm.area) }) : ""
    return text ? [{ id: event.id, at: Date.parse(event.at), text }] : []
  })
  const raised = { id: alarm.id, at: Date.parse(alarm.opened_at), text: t("wallRaised", { place: whereWord(alarm.area, alarm.area) }) }
  return [...houses, ...own, raised].sort((a, b) => b.at - a.at)
}

/** Alarms of a board, the one that needs most first: what sounds before a roll call, then the newest. */
export const firstOf = (alarms: readonly Alarm[]): Alarm | undefined => alarms.find(({ state }) => state === "sounding") ?? alarms[0]
