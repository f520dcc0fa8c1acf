import { expect, test } from "vitest"
import type { Board } from "../../core/wire"
import { prove } from "./prove"

const board = (filed: number): Board => ({ epoch: "e", tallies: { a: { aid: { filed } } }, zones: {} }) as unknown as Board
const wait = () => Promise.resolve()

test("equal figures are a proof, however they were reached", async () => {
  const held = board(2)
  expect(await prove({ fresh: async () => board(2), current: () => held, wait })).toMatchObject({ found: "same" })
})

test("a read that ran ahead of its frame is looked at again before anything is called missed", async () => {
  const held = board(1)
  const reads = [board(2), board(1)]
  expect(await prove({ fresh: async () => reads.shift()!, current: () => held, wait })).toMatchObject({ found: "same" })
})

test("what still differs was missed; another lineage always differs", async () => {
  const held = board(1)
  expect(await prove({ fresh: async () => board(2), current: () => held, wait })).toEqual({ found: "differs" })
  expect(await prove({ fresh: async () => ({ ...board(1), epoch: "f" }), current: () => held, wait })).toEqual({ found: "differs" })
})

test("a frame that comes meanwhile is life enough", async () => {
  let held = board(1)
  const fresh = async () => {
    held = board(2)
    return board(2)
  }
  expect(await prove({ fresh, current: () => held, wait })).toEqual({ found: "moved" })
})
