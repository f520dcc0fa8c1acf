// Which drawer a case lies in follows from the declared moves and the roles held here.
import { expect, test } from "vitest"
import { aid, detail, filed, offers } from "../../../test/aid"
import type { Account, CaseAnswer, Facts } from "../../core/wire"
import { chips, groupOf, matching, sortInto } from "./groups"
import { rowOf } from "./rows"

const officer = (role: string): Account => ({ id: "a", name: "Wulan", login: "staf", household: null, time_zone: "Asia/Jakarta", grants: [{ role, area: "33.74.08.1006", until: null }] })
const facts = (state: string, step: Partial<Facts> = {}): Facts => ({ ...filed, id: state, state, due: null, due_for: null, ...step })
const asked = facts("filed", { due_for: "pass_on", due: filed.due })

test.each([
  ["staff", facts("verified"), "queue"],
  ["staff", facts("dispatched"), "queue"],
  ["staff", facts("handed_over"), "others"],
  ["staff", facts("returned"), "others"],
  ["staff", asked, "asked"],
  ["lurah", facts("verified"), "others"],
  ["lurah", asked, "asked"],
  ["lurah", { ...asked, level: "lurah" as const }, "queue"],
])("for %s a case lies in the right drawer", (role, one, group) => expect(groupOf([aid], officer(role), one)).toBe(group))

const opened = (step: Parameters<typeof detail>[0]): CaseAnswer => ({ case: detail(step), timeline: [], seen: null, moves: offers("claim") })

test("what nobody carries yet stands above what somebody brings already", () => {
  const read = (one: Facts) => (one.id === "claimed" ? opened({ holder: { id: "b", name: "Bagas", mine: false } }) : undefined)
  const drawers = sortInto([aid], officer("staff"), [facts("dispatched", { id: "claimed", priority: "penting" }), facts("verified")], [], read)
  expect(drawers.queue.map((one) => one.id)).toEqual(["verified", "claimed"])
})

test("what I hold stands in my drawer too; the most urgent is on top", () => {
  const mine = facts("claimed", { id: "mine" })
  const important = facts("verified", { id: "important", priority: "penting" })
  const read = (one: Facts) => (one.id === "mine" ? opened({ holder: { id: "a", name: "Wulan", mine: true } }) : undefined)
  const drawers = sortInto([{ ...aid, moves: [...aid.moves, { ...aid.moves[4]!, name: "release", from: ["claimed"], to: ["verified"] }] }], officer("staff"), [mine, important], [], read)
  expect(drawers.queue.map((one) => one.id)).toEqual(["important", "mine"])
  expect(drawers.mine.map((one) => one.id)).toEqual(["mine"])
})

test("a silence stands above a red triage, and both above what is calm", () => {
  const ill = (id: string, step: Partial<Facts> = {}) => facts("isolating", { id, service: "isolation", priority: "penting", level: null, due_for: "miss", ...step })
  const open = [ill("green"), ill("unread"), ill("red", { priority: "darurat" }), ill("silent", { level: "rt", due_for: "climb" }), ill("orange", { priority: "darurat" })]
  const read = (one: Facts) => (["green", "red", "orange"].includes(one.id) ? opened({ ...one, data: { triage: one.id } }) : undefined)
  const all = sortInto([], officer("health"), open, [], read)
  expect(all.others.map((one) => one.id)).toEqual(["silent", "red", "orange", "unread", "green"])
})

test("rows are found by need, house and place once they were opened, by number and place before", () => {
  const one = facts("verified", { id: "01a1fff0-2adf-71d4-b44f-d13d0000019c" })
  const read = rowOf([aid], one, opened({}))
  const unread = rowOf([aid], one, undefined)
  expect([read.title, unread.title]).toEqual(["Sembako, 4 orang", "Bantuan"])
  expect(read.note).toBe("Rumah 12 · No. 0412")
  const rows = [read, { ...unread, facts: facts("verified", { id: "u" }) }]
  expect(matching(rows, null, "rt 03").length).toBe(2)
  expect(matching(rows, null, "sembako 12")).toEqual([read])
  expect(matching(rows, "sembako", "")).toEqual([read])
  expect(chips(rows)).toEqual([{ value: "sembako", title: "Sembako", count: 1 }])
})
