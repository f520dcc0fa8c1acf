import { expect, test } from "vitest"
import { applyEvent, applyEvents, applyTally, byUrgency, tally } from "./board"
import { boardHash, canonical } from "./hash"
import type { Board, EventFacts, Facts } from "./wire"

const kelurahan = "33.74.08.1006"
const rt = kelurahan + "/RW04/RT03"
const final = (_: string, state: string) => ["closed", "declined", "cancelled", "unconfirmed"].includes(state)

const sha = async (text: string) => Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))).toString("hex")

const empty: Board = {
  area: kelurahan, name: "Tegalsari", path: [], epoch: "e", cursor: "c", as_of: "", tallies: {}, zones: {}, cases: [], more: 0, hash: "",
}
let n = 0
const event = (step: Partial<EventFacts>): EventFacts => ({
  id: "e" + ++n, at: "2026-11-21T10:40:00+07:00", area: rt, service: "aid", type: "request", case: "c1", from: "", state: "filed",
  priority: "biasa", due: null, level: "rt", next: "rw", due_for: "pass_on", version: 1, ...step,
})

test("an event moves one count from the state before to the state after, in the RT and its kelurahan", () => {
  const filed = applyEvent({ ...empty, tallies: { [rt]: {}, [kelurahan]: {} } }, event({}), final)
  const verified = applyEvent(filed, event({ from: "filed", state: "verified", version: 2 }), final)
  for (const area of [rt, kelurahan]) {
    expect(tally(filed, area, "aid", "filed")).toBe(1)
    expect(tally(verified, area, "aid", "filed")).toBe(0)
    expect(tally(verified, area, "aid", "verified")).toBe(1)
  }
  expect(empty.tallies).toEqual({})
})

test("a place whose counts the board did not give is never counted", () => {
  const other = kelurahan + "/RW04/RT04"
  const board = applyEvent({ ...empty, tallies: { [rt]: {} } }, event({ area: other }), final)
  expect(board.tallies).toEqual({ [rt]: {} })
})

test("an RW's number is the sum of its RTs, as a fresh board has it: a roll call of the RW itself is none of theirs", () => {
  const rw = kelurahan + "/RW04"
  let board = applyEvent({ ...empty, tallies: { [rw]: {}, [rt]: {} } }, event({ area: rw, service: "alert", state: "calling" }), final)
  expect(board.tallies).toEqual({ [rw]: {}, [rt]: {} })
  board = applyEvent(board, event({}), final)
  expect([tally(board, rw, "aid", "filed"), tally(board, rt, "aid", "filed")]).toEqual([1, 1])
})

test("open cases carry the newest facts, closed ones leave", () => {
  let board = applyEvent(empty, event({}), final)
  expect(board.cases).toMatchObject([{ id: "c1", state: "filed", since: "2026-11-21T10:40:00+07:00" }])
  board = applyEvent(board, event({ from: "filed", state: "filed", level: "rw", at: "2026-11-21T14:40:00+07:00" }), final)
  expect(board.cases).toMatchObject([{ level: "rw", since: "2026-11-21T14:40:00+07:00", opened_at: "2026-11-21T10:40:00+07:00" }])
  board = applyEvent(board, event({ from: "filed", state: "declined" }), final)
  expect(board.cases).toEqual([])
})

test("on the board of an RT stands what is there, though its RW head hears of the whole RW, and what everybody is told", () => {
  const other = kelurahan + "/RW04/RT05"
  let board = applyEvent({ ...empty, area: rt, more: 1 }, event({ area: other, from: "filed", state: "verified" }), final)
  expect([board.cases, board.more]).toEqual([[], 1])
  board = applyEvent(board, event({ area: other, case: "c2", service: "alert", state: "sounding", told: { kind: "banjir" } }), final)
  expect(board.cases).toMatchObject([{ id: "c2", area: other }])
})

test("only 200 are shown, the rest is counted", () => {
  let board = empty
  for (let i = 0; i < 203; i++) board = applyEvent(board, event({ case: "c" + i }), final)
  expect(board.cases).toHaveLength(200)
  expect(board.more).toBe(3)
  const hidden = Array.from({ length: 203 }, (_, i) => "c" + i).find((id) => !board.cases.some((one) => one.id === id))!
  board = applyEvent(board, event({ case: hidden, from: "filed", state: "cancelled" }), final)
  expect(board.more).toBe(2)
})

test("most urgent first: priority, then what falls due, then age", () => {
  const one = (id: string, priority: Facts["priority"], due: string | null, opened_at = "1") => ({ id, priority, due, opened_at }) as Facts
  const sorted = [
    one("late", "biasa", "2026-11-21T12:00:00Z"),
    one("none", "biasa", null, "1"),
    one("younger", "biasa", null, "2"),
    one("soon", "biasa", "2026-11-21T11:00:00Z"),
    one("penting", "penting", null),
  ].sort(byUrgency)
  expect(sorted.map(({ id }) => id)).toEqual(["penting", "soon", "late", "none", "younger"])
})

test("above a kelurahan the last tally wins, and '<5' is never counted on", () => {
  const city = { ...empty, area: "33.74", tallies: { [kelurahan]: { aid: { all: "<5" } } } }
  expect(applyTally(city, { [kelurahan]: { aid: { all: 7 } } }).tallies[kelurahan]).toEqual({ aid: { all: 7 } })
})

test("canonical JSON sorts keys by code unit and leaves no space", () => {
  expect(canonical({ b: [1, { z: null, a: "é\n" }], a: 2 })).toBe('{"a":2,"b":[1,{"a":"é\\n","z":null}]}')
})

test("the fingerprint knows no zero counts and no order", async () => {
  const zones = {}
  const one = await boardHash({ zones, tallies: { x: { aid: { filed: 1, closed: 0 } }, y: { aid: { filed: 0 } } } })
  const two = await boardHash({ tallies: { y: {}, x: { aid: { filed: 1 } } }, zones })
  expect(one).toBe(two)
  expect(one).toMatch(/^[0-9a-f]{64}$/)
  // The server's own words for a board with one empty RT.
  expect(await boardHash({ tallies: { x: {} }, zones: {} })).toBe(await sha('{"tallies":{"x":{}},"zones":{}}'))
})

test("a batch gives the board that its events give one by one, and leaves alone what none of them concerns", () => {
  const other = kelurahan + "/RW09/RT01"
  const start: Board = { ...empty, tallies: { [kelurahan]: {}, [rt]: {}, [other]: { aid: { filed: 3 } } } }
  const steps = Array.from({ length: 40 }, (_, i) => [
    event({ case: "c" + i, priority: i % 3 ? "biasa" : "penting", due: i % 2 ? `2026-11-21T1${i % 9}:40:00+07:00` : null }),
    event({ case: "c" + i, from: "filed", state: i % 4 ? "verified" : "declined", version: 2 }),
  ]).flat()
  const batch = applyEvents(start, steps, final)
  expect(batch).toEqual(steps.reduce((board, step) => applyEvent(board, step, final), start))
  expect(batch.tallies[other]).toBe(start.tallies[other])
  expect(start.tallies[rt]).toEqual({})
})
