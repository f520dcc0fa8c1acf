// The kentongan without a screen: strokes by a clock that is turned by hand, who rings, and the arithmetic of doors.
import { expect, test } from "vitest"
import { filed, rt } from "../../../test/aid"
import type { Entry } from "../../core/outbox"
import type { Facts, Told } from "../../core/wire"
import { goodFor, standingOf } from "./raising"
import { alarmsIn, endedIn, isOver, minutes, reachOf, saidOf, young, type Alarm } from "./ring"
import { counted, countedOn, rollOf, type Door } from "./roll"
import { groupsOf, knocks, litAt, nextChange, playLength, shakes, strokesSaid } from "./strokes"
import { tableOf } from "./useTable"
import { callsFor, kindCall, whereWord } from "./words"

const at = (time: string) => Date.parse(`2026-11-21T${time}+07:00`)
const told: Told = { kind: "kebakaran", strokes: "3-3-3", by: "rt_head", reach: "rt", houses: 48, act: "keluar" }
const alarm = (step: Partial<Facts> = {}): Alarm => ({ ...filed, id: "a1", service: "alert", state: "sounding", priority: "darurat", opened_at: "2026-11-21T02:14:00+07:00", told, ...step }) as Alarm

test("three times three: each drum is lit for 400 ms, 900 ms between groups, three rounds, then still", () => {
  const lit = [0, 399, 400, 800, 1199, 1200, 2099, 2100].map((ms) => litAt("3-3-3", ms))
  expect(lit).toEqual([0, 0, 1, 2, 2, null, null, 3])
  expect(playLength("3-3-3")).toBe(3 * 3 * (3 * 400 + 900))
  expect([litAt("3-3-3", playLength("3-3-3") - 901), litAt("3-3-3", playLength("3-3-3"))]).toEqual([8, "still"])
})

test("walked by its own changes the light never changes more than three times a second", () => {
  for (const strokes of ["3-3-3", "1-7-1", "2-2", "titir"]) {
    const changes: number[] = []
    for (let ms = 0; ms < playLength(strokes); ms += nextChange(strokes, ms)) changes.push(ms)
    for (const ms of changes) expect(changes.filter((other) => other >= ms && other < ms + 1000).length).toBeLessThanOrEqual(3)
    expect(new Set(changes.map((ms) => litAt(strokes, ms)).filter((one) => one !== null)).size).toBe(groupsOf(strokes).reduce((a, b) => a + b))
  }
})

test("the beater falls with the light, titir faster than it; the motor shakes as long as it plays", () => {
  expect(knocks("3-3-3").slice(0, 4)).toEqual([0, 400, 800, 2100])
  expect(knocks("3-3-3")).toHaveLength(27)
  expect(knocks("titir").slice(0, 3)).toEqual([0, 200, 400])
  expect(shakes("2-2").slice(0, 4)).toEqual([250, 150, 250, 1050])
  expect([strokesSaid("3-3-3"), strokesSaid("titir"), strokesSaid("x")]).toEqual(["3 – 3 – 3", "titir", "titir"])
})

test("who rings: what sounds and is young; not what joined, was put away, or is a roll call", () => {
  const now = at("02:15:00")
  expect(alarmsIn([alarm(), alarm({ id: "a2", state: "joined" }), alarm({ id: "a3", state: "calling" }), { ...filed, told: null }]).map(({ id }) => id)).toEqual(["a1", "a3"])
  expect(isOver(alarm(), [], {}, now)).toBe(true)
  expect(isOver(alarm({ state: "calling" }), [], {}, now)).toBe(false)
  expect(isOver(alarm(), [], { a1: { at: now, away: true } }, now)).toBe(false)
  expect(isOver(alarm(), [], {}, now + young)).toBe(false)
  expect(isOver(alarm(), [], { a1: { at: now, opened: true } }, now + young)).toBe(true)
})

test("carried further while this phone listens, an old alarm rings where it was never heard", () => {
  const widened = { ...alarm(), case: "a1", type: "widen", from: "sounding", at: "2026-11-21T02:30:00+07:00" }
  expect(isOver(alarm(), [], {}, at("02:31:00"))).toBe(false)
  expect(isOver(alarm(), [widened], {}, at("02:31:00"))).toBe(true)
  expect([reachOf(alarm()), reachOf(alarm({ told: { ...told, reach: "rw" } })), reachOf(alarm({ told: { ...told, reach: "kelurahan" } }))]).toEqual([rt, "33.74.08.1006/RW04", "33.74.08.1006"])
})

test("a calm is told once, with its hour; a false alarm as such", () => {
  const end = (state: string) => [{ case: "a1", told, area: rt, at: "2026-11-21T02:52:00+07:00", state }]
  expect(endedIn(end("calm"), {}, at("02:53:00"))).toMatchObject([{ id: "a1", calm: true, at: at("02:52:00") }])
  expect(endedIn(end("false_alarm"), {}, at("02:53:00"))).toMatchObject([{ calm: false }])
  expect(endedIn(end("calm"), { a1: { at: 0, ended: true } }, at("02:53:00"))).toEqual([])
  expect(endedIn(end("sounding"), {}, at("02:53:00"))).toEqual([])
  expect(minutes(alarm(), at("02:20:59"))).toBe(6)
})

test("what a house said: the queue before the server has it, the house's entry whoever of it answered", () => {
  const house = rt + "/H012"
  const held = { service: "alert", move: "answer", state: "stored", storedAt: at("02:15:00"), body: { choice: "butuh_bantuan" } }
  const entry = { ...filed, service: "alert", state: "safe", since: "2026-11-21T02:15:00+07:00" }
  expect(saidOf(house, [{ ...entry, since: "2026-11-21T01:15:00+07:00" }], [], alarm())).toBeNull()
  expect(saidOf(house, [], [], alarm())).toBeNull()
  expect(saidOf(house, [], [held], alarm())).toBe("butuh_bantuan")
  expect(saidOf(house, [entry], [], alarm())).toBe("aman")
  expect(saidOf(house, [{ ...entry, state: "help" }], [{ ...held, state: "sent", body: { choice: "aman" } }], alarm())).toBe("butuh_bantuan")
  expect(saidOf("33.74.08.1006/RW04/RT04/H001", [entry], [], alarm())).toBeNull()
  expect(saidOf(house, [], [{ ...held, storedAt: at("01:00:00") }], alarm())).toBeNull()
})

test("perlu diketuk = houses − safe − help − knocking, never below none", () => {
  expect(counted(48, { safe: 38, help: 2, knocking: 1, settled: 9 })).toEqual({ houses: 48, safe: 38, help: 2, knocking: 1, silent: 7 })
  expect(counted(2, { safe: 3 }).silent).toBe(0)
  const rt4 = "33.74.08.1006/RW04/RT04"
  const board = { rts: [rt, rt4], tallies: { [rt]: { alert: { safe: 3, help: 1 } }, [rt4]: { alert: { safe: 5 } } } }
  expect(countedOn(board, alarm())).toMatchObject({ safe: 3, help: 1, silent: 44 })
  expect(countedOn(board, alarm({ told: { ...told, reach: "rw", houses: 90 } }))).toMatchObject({ safe: 8, help: 1, silent: 81 })
})

test("the doors: what the line told is newer than the list that was read", () => {
  const entry = (id: string, state: string, version = 1): Facts => ({ ...filed, id, service: "alert", state, version })
  const door = (n: number, one: Facts | null = null): Door => ({ area: `${rt}/H00${n}`, label: "Jl. Candi No. " + n, case: one, holder: "" })
  const doors = [door(1), door(2, entry("e2", "help")), door(3, entry("e3", "knocking")), door(4, entry("e4", "safe"))]
  const roll = rollOf(doors, [entry("e3", "safe", 2)])
  expect([roll.silent, roll.help, roll.knocking, roll.safe].map((list) => list.map(({ area }) => area.slice(-1)))).toEqual([["1"], ["2"], [], ["3", "4"]])
  expect(roll.counts).toEqual({ houses: 4, safe: 2, help: 1, knocking: 0, silent: 1 })
})

test("raising: five seconds, on its way, and honest about what nobody heard", () => {
  const entry = (step: Partial<Entry> = {}) => ({ service: "alert", move: "raise", body: { area: rt, kind: "banjir" }, key: "k", case: "k", state: "stored", storedAt: 0, notBefore: 5000, tries: 0, goodFor, ...step }) as Entry
  expect(standingOf([], 0, true).kind).toBe("none")
  expect(standingOf([entry()], 1100, true)).toMatchObject({ kind: "counting", left: 4 })
  expect(standingOf([entry({ state: "sending" })], 5100, true).kind).toBe("sending")
  expect(standingOf([entry()], 5100, false)).toMatchObject({ kind: "unsent", maybe: false })
  expect(standingOf([entry({ tries: 1 })], 7000, true)).toMatchObject({ kind: "unsent", maybe: true })
  expect(standingOf([entry()], goodFor + 1, false).kind).toBe("old")
  expect(standingOf([entry({ state: "refused" })], 6000, true).kind).toBe("refused")
  expect(standingOf([entry({ state: "sent" })], 6000, true).kind).toBe("sent")
})

test("the lurah's strokes hold, the newest of a kind; the rest stays usual", () => {
  const set = (strokes: string, opened_at: string) => ({ told: { kind: "pencuri", strokes }, opened_at })
  expect(tableOf([])["kebakaran"]).toBe("3-3-3")
  expect(tableOf([set("6-6", "2026-02-01"), set("2-2", "2026-01-01")])).toMatchObject({ pencuri: "6-6", banjir: "4-4-4" })
})

test("words: the kind is called out in one word, the place as near as needed, the right number first", () => {
  expect([kindCall("banjir"), kindCall("kebakaran"), kindCall("tsunami")]).toEqual(["Banjir", "Kebakaran", "tsunami"])
  expect([whereWord(rt, rt + "/H001"), whereWord(rt, "33.74.08.1006/RW09/RT01")]).toEqual(["RT 03", "RT 03 RW 04"])
  expect(["kebakaran", "pencuri", "bahaya"].map((kind) => callsFor(kind)[0]!.tel)).toEqual(["113", "110", "112"])
})
