// Cek tiap rumah: who said what, who is being knocked for, and which houses are still silent. Pure.
import { contains } from "../../core/area"
import type { Board, Count, Facts } from "../../core/wire"
import { reachOf, type Alarm } from "./ring"

export type Counts = { houses: number; safe: number; help: number; knocking: number; silent: number }

const number = (value: Count | undefined): number => (typeof value === "number" ? value : 0)

/** Silent are the houses that nobody has heard from and nobody is knocking for. */
export function counted(houses: number, states: Readonly<Record<string, Count>>): Counts {
  const [safe, help, knocking] = [number(states["safe"]), number(states["help"]), number(states["knocking"])]
  return { houses, safe, help, knocking, silent: Math.max(0, houses - safe - help - knocking) }
}

/** The counts of an alarm from a board that counts its RTs. */
export function countedOn(board: Pick<Board, "tallies" | "rts">, alarm: Alarm): Counts {
  const within = (board.rts ?? Object.keys(board.tallies)).filter((rt) => contains(reachOf(alarm), rt))
  const sum: Record<string, number> = {}
  for (const rt of within) for (const [state, n] of Object.entries(board.tallies[rt]?.[alarm.service] ?? {})) sum[state] = (sum[state] ?? 0) + number(n)
  return counted(alarm.told.houses ?? 0, sum)
}

/** A house of the RT with its open word, as GET /houses tells it to who may go from door to door. */
export type Door = { area: string; label: string; case: Facts | null; holder: string }

export type Roll = { help: Door[]; knocking: Door[]; safe: Door[]; silent: Door[]; counts: Counts }

/** What is heard live is newer than the list that was read. */
export function rollOf(doors: readonly Door[], live: readonly Facts[]): Roll {
  const newest = (one: Facts | null) => (one && live.find(({ id, version }) => id === one.id && version > one.version)) ?? one
  const fresh = doors.map((door) => ({ ...door, case: newest(door.case) }))
  const of = (state: string) => fresh.filter((door) => door.case?.state === state)
  const [help, knocking, safe] = [of("help"), of("knocking"), of("safe")]
  const silent = fresh.filter((door) => ![...help, ...knocking, ...safe].includes(door))
  return { help, knocking, safe, silent, counts: { houses: doors.length, safe: safe.length, help: help.length, knocking: knocking.length, silent: silent.length } }
}
