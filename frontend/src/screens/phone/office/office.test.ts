import { expect, test } from "vitest"
import type { Entry } from "../../../core/outbox"
import type { Account } from "../../../core/wire"
import { find } from "./find"
import { headships, rtsOf, writers } from "./posts"
import { bodyOf, twin } from "./sheet"
import { counted, sheetsOf, valueOf, type Stack } from "./stack"
import { presets, wireDays, wrongDays } from "./standin"

const grant = (role: string, area: string, until: string | null = null) => ({ role, area, until })
const account = (...grants: ReturnType<typeof grant>[]) => ({ id: "a", name: "Pak Darmo", login: "rt", household: null, time_zone: "Asia/Jakarta", grants }) as unknown as Account
const rw = "33.74.08.1006/RW04"

test("a page is about the area of the office: of an RW head's the RW, and what has ended is none", () => {
  const darmo = account(grant("resident", rw + "/RT01/H002"), grant("rw_head", rw), grant("rt_head", rw + "/RT03", "2020-01-01T00:00:00Z"))
  expect(headships(darmo).map(({ area }) => area)).toEqual([rw])
  expect(writers(account(grant("volunteer", rw)))).toEqual([])
  expect(rtsOf(headships(darmo), [rw, rw + "/RT01", rw + "/RT03", "33.74.08.1006/RW05/RT01"])).toEqual([rw + "/RT01", rw + "/RT03"])
  expect(rtsOf(headships(account(grant("rt_head", rw + "/RT03"))), [])).toEqual([rw + "/RT03"])
})

test("a house is found by its number before anything that only begins so, a neighbour by any part of the name", () => {
  const items = [["112", "Gang Melati No. 112"], ["12A", "Gang Anggrek No. 12A"], ["12", "Gang Anggrek No. 12"], ["7", "Sri Wahyuni"]].map(([plate, title]) => ({ id: plate!, plate: plate!, title: title! }))
  expect(find(items, "12").map(({ plate }) => plate)).toEqual(["12", "12A", "112"])
  expect(find(items, " wah").map(({ plate }) => plate)).toEqual(["7"])
  expect(find(items, "x")).toEqual([])
  expect(find(items, "", 2)).toHaveLength(2)
})

test("both named days count whole, in the town's own zone; today begins at once", () => {
  const today = "2026-11-29"
  const [tomorrow, three, week] = presets.map(({ last }) => last(today))
  expect([tomorrow, three, week]).toEqual(["2026-11-30", "2026-12-01", "2026-12-05"])
  expect(wireDays({ from: today, until: today }, today, "Asia/Jakarta")).toEqual({ until: "2026-11-29T17:00:00.000Z" })
  expect(wireDays({ from: "2026-11-30", until: "2026-12-01" }, today, "Asia/Makassar")).toEqual({ from: "2026-11-29T16:00:00.000Z", until: "2026-12-01T16:00:00.000Z" })
  expect(Object.keys(wrongDays({ from: "2026-11-28", until: "2026-11-27" }, today))).toEqual(["from", "until"])
  expect(wrongDays({ from: today, until: today }, today)).toEqual({})
})

test("a sheet that says the same of the same house is a twin, whatever the order of its fields and however it agreed", () => {
  const stack: Stack = { id: "s", filing: "aid/request", rt: rw + "/RT03", consent: "written", typing: true }
  const body = bodyOf(stack, rw + "/RT03/H014", { need: "air", people: 2 })
  expect(body).toEqual({ area: rw + "/RT03", household: rw + "/RT03/H014", need: "air", people: 2, on_behalf: { consent: "written" } })
  const entry = (key: string, more: Partial<Entry>) => ({ key, service: "aid", move: "request", state: "stored", stack: "s", body, ...more }) as Entry
  const queue = [entry("a", {}), entry("b", { state: "sent", body: bodyOf(stack, rw + "/RT03/H015", { need: "air" }) }), entry("c", { stack: "other" })]
  const sheets = sheetsOf(queue, stack)
  expect(sheets.map(({ key }) => key)).toEqual(["b", "a"])
  expect(counted(sheets)).toEqual({ n: 2, sent: 1 })
  expect(valueOf(queue[0]!)).toEqual({ need: "air", people: 2 })
  const spoken = bodyOf({ ...stack, consent: "spoken" }, rw + "/RT03/H014", { people: 2, need: "air" })
  expect(twin(sheets, "aid", "request", spoken, null)?.key).toBe("a")
  expect(twin(sheets, "aid", "request", spoken, "a")).toBeUndefined()
  expect(twin(sheets, "aid", "request", { ...spoken, people: 3 }, null)).toBeUndefined()
  expect(twin(sheets, "aid", "request", { ...spoken, note: "x" }, null)).toBeUndefined()
})
