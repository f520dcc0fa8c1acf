// Windows of news, measures in words, the danger sign, and who is looked after first.
import { expect, test } from "vitest"
import { detail, filed } from "../../../test/aid"
import type { CaseAnswer, Facts } from "../../core/wire"
import { offersOf, storyOf } from "../story"
import { told } from "../told"
import { measuresOf, measuresSaid } from "./measures"
import { cells, runningDay, sameSlot, slotOf } from "./news"

const zone = "Asia/Jakarta"
const at = (time: string, day = 21) => Date.parse(`2026-11-${day}T${time}:00+07:00`)
const story = storyOf("isolation")

test.each([
  ["05:00", 21, "2026-11-21", false],
  ["11:59", 21, "2026-11-21", false],
  ["12:00", 21, "2026-11-21", true],
  ["21:59", 21, "2026-11-21", true],
  ["22:00", 21, "2026-11-22", false],
  ["00:30", 22, "2026-11-22", false],
])("news at %s of the %s counts for %s (evening: %s)", (time, day, slot, evening) => expect(slotOf(at(time, day), zone)).toEqual({ day: slot, evening }))

test("the window is that of the place: an hour later in Balikpapan", () => {
  expect(slotOf(at("11:30"), "Asia/Makassar").evening).toBe(true)
  expect(sameSlot(slotOf(at("22:30"), zone), slotOf(at("09:00", 22), zone))).toBe(true)
})

test("a day's cell fills by halves, and only within the isolation", () => {
  const given = [at("08:00", 19), at("19:00", 19), at("08:00", 20), at("08:00", 10)].map((moment) => slotOf(moment, zone))
  expect(cells("2026-11-19", 3, given, "2026-11-21")).toEqual([
    { morning: true, evening: true, today: false },
    { morning: true, evening: false, today: false },
    { morning: false, evening: false, today: true },
  ])
  expect([runningDay("2026-11-18", 10, "2026-11-21"), runningDay("2026-11-01", 10, "2026-11-21"), runningDay("2026-11-22", 10, "2026-11-21")]).toEqual([4, 10, 1])
})

test("all as yesterday repeats the last measures, without being worse again", () => {
  const before = { since: "2026-11-18", last: { spo2: 92, worse: true, temp_c: 38.2 } }
  expect(measuresOf({ same: true }, before, at("08:00"), zone)).toMatchObject({ spo2: 92, temp_c: 38.2, worse: false, day: 4 })
  expect(measuresOf({ same: true, spo2: 97 }, before, at("08:00"), zone)).toMatchObject({ spo2: 97, temp_c: 0 })
  expect(measuresSaid(before.last)).toBe("38,2 °C · saturasi 92 %")
  expect(measuresSaid({})).toBe("")
})

test("a red sign says who and what; anything less does not sound", () => {
  const sign = (move: string, body: object, before: object = {}) => story.alarm!(move, body as Record<string, unknown>, before as Record<string, unknown>, at("08:00"), zone)
  expect(sign("report", { who: "Pak Joko", since: "2026-11-21", breathless: true })).toEqual({ who: "Pak Joko", measure: "sesak napas" })
  expect(sign("check_in", { same: false, spo2: 88 }, { who: "Pak Joko" })).toEqual({ who: "Pak Joko", measure: "saturasi 88 %" })
  expect(sign("check_in", { same: false, danger: true })).toEqual({ who: "", measure: "tanda bahaya" })
  expect(sign("check_in", { same: true }, { last: { breaths: 34 } })).toEqual({ who: "", measure: "34 napas semenit" })
  expect(sign("check_in", { same: false, spo2: 91 })).toBeNull()
  expect(sign("verify", { breathless: true })).toBeNull()
})

const home = (step: Partial<Facts> = {}): Facts => ({ ...filed, service: "isolation", state: "isolating", level: null, next: null, due_for: "miss", ...step })
const mark = (step: Partial<Facts>, colour?: string) => story.mark!(home(step), colour ? { triage: colour } : undefined)

test("silence stands first, then colours by need; each with a shape and a word", () => {
  expect(mark({ due_for: "climb", level: "rt" }, "green")).toEqual({ shape: "leaf", word: "Stabil", note: "Belum ada kabar", rank: 0 })
  expect(mark({ due_for: "climb", level: "rt" })).toMatchObject({ shape: "cut", word: "Belum ada kabar", rank: 0 })
  expect(["red", "orange", "yellow", "green"].map((colour) => mark({}, colour)!)).toMatchObject([
    { shape: "octagon", word: "Segera rujuk", rank: 1 },
    { shape: "triangle", word: "Hubungi nakes", rank: 2 },
    { shape: "diamond", word: "Perlu perhatian", rank: 3 },
    { shape: "leaf", word: "Stabil", rank: 4 },
  ])
  expect(mark({})).toBeNull()
})

const answer = (facts: Facts, colour: string, ...names: string[]): CaseAnswer => ({
  case: { ...detail(), ...facts, data: { triage: colour } },
  timeline: [],
  seen: null,
  moves: names.map((name) => ({ name, title: name, schema: {} })),
})

test("one filled button where something is to be done, none where nothing is", () => {
  const nakes = ["check_in", "result", "acknowledge", "refer", "release"]
  expect(offersOf(answer(home(), "green", ...nakes)).main).toBe("")
  expect(offersOf(answer(home(), "red", ...nakes)).main).toBe("refer")
  expect(offersOf(answer(home({ due_for: "climb", level: "rw" }), "red", ...nakes)).main).toBe("acknowledge")
  expect(offersOf(answer(home({ state: "release_proposed" }), "green", ...nakes, "keep")).main).toBe("release")
  expect(offersOf(answer(home(), "green", "check_in")).main).toBe("check_in")
  expect(offersOf(answer(home({ state: "verified" }), "green", "start")).main).toBeUndefined()
  expect(offersOf(answer(home(), "green", ...nakes)).offers.map(({ name }) => name)).not.toContain("acknowledge")
})

test("the days of an isolation at a glance: which halves have news, and which day it is", () => {
  const at = (time: string, type = "check_in") => ({ id: time, at: time, type, title: "", from: "isolating", state: "isolating", by: { role: "resident", title: "Warga" } })
  const timeline = [at("2026-11-18T08:00:00+07:00"), at("2026-11-18T19:00:00+07:00"), at("2026-11-19T08:30:00+07:00", "result"), at("2026-11-20T23:00:00+07:00")]
  const one = { case: { ...detail(), ...home(), data: { from: "2026-11-18", day: 4, days: 10 } }, timeline, seen: null, moves: [] }
  const seen = story.glance!(one, Date.parse("2026-11-21T10:47:00+07:00"), "Asia/Jakarta")!
  expect(seen.cells.length).toBe(10)
  expect(seen.cells.map((cell) => `${Number(cell.morning)}${Number(cell.evening)}${cell.today ? "!" : ""}`).slice(0, 4)).toEqual(["11", "00", "00", "10!"])
  expect(seen.said).toBe("Hari ke-4 dari 10. Kabar masuk 3 kali.")
  expect(story.glance!({ ...one, case: { ...one.case, data: {} } }, 0, "Asia/Jakarta")).toBeNull()
})

test("how somebody is stands first, dates and times in words, what the title says not at all", () => {
  const data = { who: "Pak Joko", since: "2026-11-18", day: 4, days: 10, last: { spo2: 96 }, triage: "green", last_check_in: "2026-11-21T07:12:00+07:00", rule: "2021-05" }
  const service = { name: "isolation", title: "Isolasi", states: [], state_titles: {}, final: [], clocks: [], inner: false, moves: [] }
  expect(told(service, data, () => "07.12").map(({ title, said }) => [title, said])).toEqual([
    ["Keadaan", "Stabil"],
    ["Ukuran terakhir", "saturasi 96 %"],
    ["Kabar terakhir", "07.12"],
    ["Sakit sejak", "Rabu, 18 Nov"],
    ["Hari isolasi", "4 dari 10"],
  ])
})

test("where the rule would have somebody stay, and why in the words of the form that asked", () => {
  const asked = { no_room: { type: "boolean", title: "Tidak ada kamar sendiri" }, class: { type: "string", title: "Golongan", enum: ["contact"] } }
  const start = { name: "start", title: "Mulai", opens: false, roles: [], from: [], to: [], schema: { type: "object", properties: asked } }
  const service = { name: "isolation", title: "Isolasi", states: [], state_titles: {}, final: [], clocks: [], inner: false, moves: [start] }
  const said = (data: object) => told(service, data as Record<string, unknown>, () => "").map(({ title, said }) => [title, said])
  expect(said({ place_advice: "central", place_reasons: ["no_room", "triage"] })).toEqual([["Saran tempat isolasi", "Isolasi terpusat"], ["Alasan saran", "Tidak ada kamar sendiri, Keadaan"]])
  expect(said({ place_advice: "home", place_reasons: [] })).toEqual([["Saran tempat isolasi", "Di rumah"]])
})
