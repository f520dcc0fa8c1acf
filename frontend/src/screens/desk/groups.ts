// Which drawer of the desk a case lies in. The declarations say who may act; nothing here knows a service by name.
import { byUrgency } from "../../core/board"
import { holds } from "../../core/session"
import type { Account, CaseAnswer, Facts, Service } from "../../core/wire"
import { faceOf } from "../../services/face"
import { storyOf } from "../../services/story"
import { serviceOf } from "../phone/catalogue"
import { waitsForHead } from "../phone/turns"

export type Group = "queue" | "mine" | "round" | "silent" | "asked" | "others" | "done"

/** The drawers of a desk: who brings things has a round, who looks after the ill has silences. */
export const groupsOf = (account: Account): Group[] =>
  holds(account, ["health"]) ? ["queue", "silent", "asked", "others", "done"] : ["queue", "mine", "round", "asked", "others", "done"]

/** A desk acts where a declared move leaves the state for a role held here; what a resident may do as well is the household's own. */
function mayAct(services: readonly Service[], account: Account, facts: Facts): boolean {
  const moves = serviceOf(services, facts.service)?.moves ?? []
  return moves.some((move) => move.from.includes(facts.state) && !move.roles.includes("resident") && holds(account, move.roles, facts.area))
}

export function groupOf(services: readonly Service[], account: Account, facts: Facts): "queue" | "asked" | "others" {
  const asked = facts.due_for === "pass_on"
  if (asked) return waitsForHead(services, account, facts) ? "queue" : "asked"
  return mayAct(services, account, facts) ? "queue" : "others"
}

/** Between ranked cases one without a rank stands by its priority, so that rows barely move when they are read. */
const unranked = { darurat: 1.5, penting: 3.5, biasa: 5 } as const

export type Drawers = Record<Group, Facts[]>

/** What a service wants looked after first (a silence, a red triage), then what nobody carries yet, then by clock and need; what is held stands in a drawer of its own too. */
export function sortInto(services: readonly Service[], account: Account, open: readonly Facts[], closed: readonly Facts[], read: (facts: Facts) => CaseAnswer | undefined): Drawers {
  const drawers: Drawers = { queue: [], mine: [], round: [], silent: [], asked: [], others: [], done: [...closed] }
  const carried = (facts: Facts) => Number(read(facts)?.case.holder?.mine === false)
  const marked = (facts: Facts) => storyOf(facts.service).mark?.(facts, read(facts)?.case.data)?.rank
  const rank = (facts: Facts) => marked(facts) ?? unranked[facts.priority]
  for (const facts of open.filter(({ service }) => !faceOf(service).apart).sort((a, b) => carried(a) - carried(b) || rank(a) - rank(b) || byUrgency(a, b))) {
    const group = groupOf(services, account, facts)
    drawers[group].push(facts)
    const holder = read(facts)?.case.holder
    if (holder?.mine) drawers.mine.push(facts)
    if (holder && group === "queue") drawers.round.push(facts)
    if (marked(facts) === 0) drawers.silent.push(facts)
  }
  return drawers
}

export type Chip = { value: string; title: string; count: number }

/** The choices of a need with how often each stands in a drawer, most frequent first; none where nothing was read yet. */
export function chips(rows: readonly Row[]): Chip[] {
  const found = new Map<string, Chip>()
  for (const { need } of rows) {
    if (!need) continue
    const chip = found.get(need.value) ?? { ...need, count: 0 }
    found.set(need.value, { ...chip, count: chip.count + 1 })
  }
  return [...found.values()].sort((a, b) => b.count - a.count || a.title.localeCompare(b.title))
}

export type Row = {
  facts: Facts
  need: { value: string; title: string } | null
  title: string
  note: string
  house: string | null
  /** "No. 0412". */
  number: string
  /** Everything a search may find, in small letters. */
  text: string
}

export const matching = (rows: readonly Row[], need: string | null, search: string): Row[] => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter((row) => (need === null || row.need?.value === need) && words.every((word) => row.text.includes(word)))
}
