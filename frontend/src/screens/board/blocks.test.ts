// The map: who stands where, how large, and what ink a tile gets.
import { expect, test } from "vitest"
import { aid, filed } from "../../../test/aid"
import type { Board, Zone } from "../../core/wire"
import { blocksOf, count, gridOf, pagesOf, sum, workOf, zoneOf } from "./blocks"

const services = [{ ...aid, final: ["closed", "unconfirmed", "declined", "cancelled"] }]
const two = (n: number) => String(n).padStart(2, "0")
const rts = (rw: number, n: number) => Array.from({ length: n }, (_, i) => `33.74.08.1006/RW${two(rw)}/RT${two(i + 1)}`)
const prapatan = Array.from({ length: 34 }, (_, i) => `64.71.06.1001/RT${two(i + 1)}`)
const area = rts(4, 3)[2]!

test("RTs stand in their RW, and in one block where there is no RW", () => {
  expect(blocksOf([...rts(1, 7), ...rts(2, 6)]).map((block) => [block.rw, block.rts.length])).toEqual([[1, 7], [2, 6]])
  expect(blocksOf(prapatan)).toEqual([{ rw: null, rts: prapatan }])
})

test("nine RWs are three by three with four tiles a row; thirty-four RTs are one wide block", () => {
  const nine = Array.from({ length: 9 }, (_, i) => rts(i + 1, 7)).flat()
  expect(gridOf(blocksOf(nine))).toEqual({ across: 3, tiles: 4, rows: 2, scale: 1 })
  expect(gridOf(blocksOf(prapatan))).toEqual({ across: 1, tiles: 7, rows: 5, scale: 1.45 })
})

test("beyond 72 tiles or nine RWs the map has pages, and no RW is torn", () => {
  const pages = (rws: number, each: number) => pagesOf(blocksOf(Array.from({ length: rws }, (_, i) => rts(i + 1, each)).flat())).map((page) => page.length)
  expect(pages(9, 8)).toEqual([9])
  expect(pages(12, 4)).toEqual([9, 3])
  expect(pages(8, 10)).toEqual([7, 1])
  expect(pagesOf(blocksOf(rts(1, 100))).map((page) => page[0]!.rts.length)).toEqual([72, 28])
})

const board = (aidStates: Record<string, number | string>, cases: Board["cases"] = []) => ({ tallies: { [area]: { aid: aidStates } }, cases })

test.each([
  [{ closed: 4, cancelled: 1 }, { kind: "calm" }],
  [{ verified: 1, handed_over: 2, closed: 9 }, { kind: "going", count: 3 }],
  [{ filed: 2, verified: 1 }, { kind: "new", count: 2 }],
  [{ filed: 0, closed: 1 }, { kind: "calm" }],
])("counts %o are drawn as %o", (states, work) => expect(workOf(board(states), services, area)).toEqual(work))

test("what the clock brought to the lurah stands above everything else", () => {
  const cases = [{ ...filed, area, level: "lurah" as const, due_for: "pass_on" }]
  expect(workOf(board({ filed: 3 }, cases), services, area)).toEqual({ kind: "lurah", count: 1 })
})

test("a zone colours its RT; counts by colour belong to boards above and colour no tile", () => {
  const zone: Zone = { colour: "red", houses: 6, since: "", policy: "2021-04", source: "" }
  expect(zoneOf({ [area]: zone }, area)).toBe(zone)
  expect(zoneOf({ [area]: { green: 1, yellow: 0, orange: 0, red: 0 } }, area)).toBeNull()
})

test("a block names what is not calm, the most need first", () => {
  expect(count(["yellow", "red", "yellow"], ["red", "orange", "yellow"])).toEqual([["red", 1], ["yellow", 2]])
})

test("counters add numbers and pass over what is hidden", () => {
  expect(sum({ [area]: { aid: { verified: 2, claimed: 1, closed: "<5" } } }, area, "aid", ["verified", "claimed", "closed"])).toBe(3)
})

test("no tile tells that somebody went past the RT", () => {
  const board = { tallies: { [area]: { direct: { sent: 1 } } }, cases: [] } as unknown as Board
  expect(workOf(board, services, area)).toEqual({ kind: "calm" })
})
