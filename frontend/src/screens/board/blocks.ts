// The map of a kelurahan: which RTs stand in which block, what each tile says, and how large it may be. Pure.
import { place } from "../../core/area"
import type { Board, Facts, Service, Tallies, Zone, ZoneColour, Zones } from "../../core/wire"
import { faceOf } from "../../services/face"
import { isFinal, serviceOf } from "../phone/catalogue"

export type Block = { rw: number | null; rts: string[] }

/** Blocks by RW in the board's own order; one block where there is no RW. */
export function blocksOf(rts: readonly string[]): Block[] {
  const blocks = new Map<number | null, string[]>()
  for (const area of rts) {
    const { rw } = place(area)
    blocks.set(rw, [...(blocks.get(rw) ?? []), area])
  }
  return [...blocks].map(([rw, list]) => ({ rw, rts: list }))
}

const mostTiles = 72
const mostBlocks = 9

/** Beyond 72 tiles or nine blocks the map turns by pages of whole blocks; a block is never torn, unless it is alone too large. */
export function pagesOf(blocks: readonly Block[]): Block[][] {
  const pages: Block[][] = []
  let page: Block[] = []
  let tiles = 0
  const turn = () => {
    if (page.length > 0) pages.push(page)
    page = []
    tiles = 0
  }
  for (const block of blocks.flatMap(cutLarge)) {
    if (page.length === mostBlocks || (page.length > 0 && tiles + block.rts.length > mostTiles)) turn()
    page.push(block)
    tiles += block.rts.length
  }
  turn()
  return pages
}

const cutLarge = ({ rw, rts }: Block): Block[] =>
  Array.from({ length: Math.ceil(rts.length / mostTiles) }, (_, i) => ({ rw, rts: rts.slice(i * mostTiles, (i + 1) * mostTiles) }))

export type Grid = { across: number; tiles: number; rows: number; scale: number }

/** How many blocks and tiles stand side by side, and how much larger than 110 × 112 a tile may be drawn. */
export function gridOf(page: readonly Block[]): Grid {
  const most = Math.max(1, ...page.map((block) => block.rts.length))
  if (page.length === 1) {
    let tiles = Math.ceil(Math.sqrt(most * 1.6))
    while (tiles > 1 && Math.ceil(most / (tiles - 1)) === Math.ceil(most / tiles)) tiles--
    return { across: 1, tiles, rows: Math.ceil(most / tiles), scale: most > 48 ? 1 : most > 36 ? 1.2 : most > 12 ? 1.45 : 1.9 }
  }
  const [across, tiles] = page.length > 4 ? [3, 4] : [2, most > 12 ? 6 : 4]
  return { across, tiles, rows: Math.ceil(most / tiles), scale: across === 2 && tiles === 4 ? 1.35 : 1 }
}

/** Work of one RT where no zone is declared, by rising need; ink rises with it. */
export type Work = { kind: "calm" } | { kind: "going" | "new" | "lurah"; count: number }

/** `asked` are states of an opening move: they wait for a head. Everything else that may not rest is going on. */
export function workOf(board: Pick<Board, "tallies" | "cases">, services: readonly Service[], area: string): Work {
  const lurah = board.cases.filter((one) => one.area === area && waitsForLurah(one)).length
  if (lurah > 0) return { kind: "lurah", count: lurah }
  let fresh = 0
  let going = 0
  for (const [service, states] of Object.entries(board.tallies[area] ?? {})) {
    // What went past the RT is not told by its tile: heads see this wall too.
    if (faceOf(service).aside || faceOf(service).apart) continue
    for (const [state, count] of Object.entries(states)) {
      if (typeof count !== "number" || isFinal(services, service, state)) continue
      if (isAsked(services, service, state)) fresh += count
      else going += count
    }
  }
  if (fresh > 0) return { kind: "new", count: fresh }
  return going > 0 ? { kind: "going", count: going } : { kind: "calm" }
}

export const isAsked = (services: readonly Service[], service: string, state: string): boolean =>
  serviceOf(services, service)?.moves.some((move) => move.opens && move.to.includes(state)) ?? false

const waitsForLurah = (one: Facts): boolean => one.level === "lurah" && one.due_for === "pass_on"

export const colours: readonly ZoneColour[] = ["red", "orange", "yellow", "green"]

/** The zone of an RT; boards above a kelurahan carry counts instead, and those are no tile's colour. */
export function zoneOf(zones: Zones, area: string): Zone | null {
  const zone = zones[area]
  return zone && "colour" in zone ? (zone as Zone) : null
}

/** How often each state stands in a list of RTs, the one with most need first; calm ones are not named. */
export function count<T extends string>(kinds: readonly T[], order: readonly T[]): [kind: T, n: number][] {
  return order.map((kind): [T, number] => [kind, kinds.filter((one) => one === kind).length]).filter(([, n]) => n > 0)
}

/** Sums of one area over states. */
export function sum(tallies: Tallies, area: string, service: string, states: readonly string[]): number {
  return states.reduce((total, state) => {
    const value = tallies[area]?.[service]?.[state]
    return total + (typeof value === "number" ? value : 0)
  }, 0)
}
