// Small readings of facts: clock, time, place, key, schema, words.
import { expect, test } from "vitest"
import { contains, houseNumber, place, placeName, plateLines, withoutHouse } from "./area"
import { clockOf, share } from "./clock"
import { addWords, currentLanguage, setLanguage, t } from "./i18n"
import { optionTitle } from "./options"
import { asksNothing, fields } from "./schema"
import { homeArea, holds } from "./session"
import { decimal, hourMinute, hourMinuteSecond, momentLabel } from "./time"
import { spokenNumber, uuidv7 } from "./uuid"
import type { Account, Facts } from "./wire"

const zone = "Asia/Jakarta"
const at = (time: string, day = 21) => Date.parse(`2026-11-${day}T${time}+07:00`)

test("light grows by whole seconds and never leaves the slit", () => {
  expect(share(0, 10_000, 2_999)).toBe(0.2)
  expect(share(0, 10_000, -5)).toBe(0)
  expect(share(0, 10_000, 99_000)).toBe(1)
})

test.each([
  ["10:40:00", "running"],
  ["13:56:00", "soon"],
  ["14:40:00", "passed"],
  ["20:30:00", "passed"],
])("a clock from 10.40 to 14.40 at %s is %s", (time, state) => {
  const facts = { priority: "biasa", level: "rt", next: "rw", due_for: "pass_on", since: "2026-11-21T10:40:00+07:00", due: "2026-11-21T14:40:00+07:00" }
  expect(clockOf(facts as Facts, at(time), zone)?.state).toBe(state)
})

test("at night it waits for the morning, but an emergency never sleeps", () => {
  const facts = { priority: "penting", level: "rt", next: "rw", due_for: "pass_on", since: "2026-11-21T22:00:00+07:00", due: "2026-11-22T05:30:00+07:00" } as Facts
  expect(clockOf(facts, at("23:00:00"), zone)).toMatchObject({ state: "night", opensAt: "05.00" })
  expect(clockOf({ ...facts, priority: "darurat" }, at("23:00:00"), zone)?.state).toBe("running")
  expect(clockOf({ ...facts, due_for: "lapse" }, at("23:00:00"), zone)).toBeNull()
})

test("time is written 10.47 in the city's zone", () => {
  expect(hourMinute(at("10:47:08"), zone)).toBe("10.47")
  expect(hourMinute(at("10:47:08"), "Asia/Makassar")).toBe("11.47")
  expect(hourMinuteSecond(at("10:47:08"), zone)).toBe("10.47.08")
  expect(hourMinute(at("00:05:00"), zone)).toBe("00.05")
  expect(decimal(37.25)).toBe("37,3")
})

test("another day is named", () => {
  const words = { tomorrow: "besok", yesterday: "kemarin", months: "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des" }
  const now = at("22:00:00")
  expect(momentLabel(at("23:00:00"), now, zone, words)).toBe("23.00")
  expect(momentLabel(at("07:00:00", 22), now, zone, words)).toBe("besok 07.00")
  expect(momentLabel(at("07:00:00", 20), now, zone, words)).toBe("kemarin 07.00")
  expect(momentLabel(at("07:00:00", 24), now, zone, words)).toBe("24 Nov 07.00")
})

test("one path names a place", () => {
  const house = "33.74.08.1006/RW04/RT03/H012"
  expect(place(house)).toEqual({ kelurahan: "33.74.08.1006", rw: 4, rt: 3, house: "012" })
  expect(plateLines(house)).toEqual(["RT 03", "RW 04"])
  expect(placeName("64.71.06.1001/RT12")).toBe("RT 12")
  expect(houseNumber(house)).toBe("12")
  expect(withoutHouse(house)).toBe("33.74.08.1006/RW04/RT03")
  expect(contains("33.74.08", house)).toBe(true)
  expect(contains("33.74.08.1006/RW0", house)).toBe(false)
  expect(contains("33.7", house)).toBe(false)
})

test("keys are UUIDv7, sort in the order they were made, and have a number to say", () => {
  const keys = Array.from({ length: 50 }, () => uuidv7(1_790_000_000_000))
  expect(new Set(keys).size).toBe(50)
  expect([...keys].sort()).toEqual(keys)
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(spokenNumber("01a1fff0-2adf-71d4-b44f-d13d0000019c")).toBe("0412")
})

test("a declared schema becomes fields in the declared order", () => {
  const schema = {
    type: "object",
    required: ["need", "people"],
    "x-order": ["need", "people", "urgent", "note", "household"],
    properties: {
      household: { type: "string", pattern: "/H[0-9]{3}$", title: "Rumah" },
      note: { type: "string", maxLength: 500, title: "Catatan" },
      urgent: { type: "boolean", title: "Mendesak" },
      people: { type: "integer", minimum: 1, maximum: 30, title: "Jumlah orang" },
      need: { oneOf: [{ const: "sembako", title: "Sembako" }, { const: "obat", title: "Obat" }], title: "Kebutuhan" },
    },
  }
  expect(fields(schema).map(({ name, kind, required }) => [name, kind, required])).toEqual([
    ["need", "choice", true],
    ["people", "number", true],
    ["urgent", "toggle", false],
    ["note", "text", false],
    ["household", "reference", false],
  ])
  expect(optionTitle(schema, "need", "obat")).toBe("Obat")
  expect(asksNothing(schema)).toBe(false)
  expect(asksNothing(undefined)).toBe(true)
  expect(fields({ properties: { need: { enum: ["air"], "x-titles": { air: "Air bersih" } } } })[0]!.options).toEqual([
    { value: "air", title: "Air bersih" },
  ])
})

test("the line followed is that of the widest duty", () => {
  const grant = (role: string, area: string, until: string | null = null) => ({ role, area, until })
  const account = { household: "k/RW04/RT03/H001", grants: [grant("resident", "k/RW04/RT03/H001"), grant("rt_head", "k/RW04/RT03")] } as Account
  expect(homeArea(account)).toBe("k/RW04/RT03")
  expect(homeArea({ ...account, grants: [...account.grants, grant("volunteer", "k/RW04")] })).toBe("k/RW04")
  expect(holds(account, ["rt_head"])).toBe(true)
  expect(holds({ ...account, grants: [grant("rt_head", "k", "2020-01-01T00:00:00Z")] }, ["rt_head"])).toBe(false)
})

test("words: Indonesian first, English by choice, nothing missing", async () => {
  expect(currentLanguage()).toBe("id")
  await setLanguage("en")
  expect(currentLanguage()).toBe("en")
  const [{ id }, { en }] = await Promise.all([import("../words/id"), import("../words/en")])
  const marks = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort().join()
  for (const [key, text] of Object.entries(id)) {
    const other = (en as Record<string, string>)[key]
    expect(other, key).toBeTruthy()
    expect(marks(other!), key).toBe(marks(text))
    expect(text + other, key).not.toContain("!")
  }
  await setLanguage("id")
  addWords({ appName: "Halo {name}" })
  expect(t("appName", { name: "Sri" })).toBe("Halo Sri")
})
