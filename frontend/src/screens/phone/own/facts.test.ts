// How consent and erasure stand, told from cases and queue alone; and which reading a household is told of.
import { expect, test } from "vitest"
import { filed } from "../../../../test/aid"
import { look, matter } from "../../../../test/privacy"
import type { Entry } from "../../../core/outbox"
import { dayOf } from "../../../core/time"
import type { View } from "../phone"
import { deviceName } from "./device"
import { brokenGlass, consentOf, erasedAt, erasureOf, grouped, isErased } from "./facts"

const view = (mine: View["mine"], queue: Partial<Entry>[] = []) => ({ mine, queue }) as unknown as View
const entry = (step: Partial<Entry>): Partial<Entry> => ({ key: "k", case: "k", service: "privacy", state: "stored", ...step })

test("the newest case of a matter counts, each matter for itself", () => {
  const mine = [matter("privacy", "agreed", "08:00"), matter("privacy", "withdrawn", "10:00"), matter("privacy", "asked", "11:00"), filed]
  expect(consentOf(view(mine)).facts?.state).toBe("withdrawn")
  expect(erasureOf(view(mine)).facts?.state).toBe("asked")
  expect(consentOf(view([filed])).facts).toBeNull()
})

test("what was tapped is pending until the server's answer, which counts before the cases are read again", () => {
  const withdrawn = matter("privacy", "withdrawn", "10:00")
  expect(consentOf(view([withdrawn], [entry({ move: "resume", case: withdrawn.id })])).pending?.move).toBe("resume")
  expect(erasureOf(view([withdrawn], [entry({ move: "resume" })])).pending).toBeNull()
  const answered = entry({ move: "resume", state: "sent", answer: { ...withdrawn, state: "agreed", version: 2 } })
  expect(consentOf(view([withdrawn], [answered]))).toMatchObject({ facts: { state: "agreed" }, pending: null })
  expect(consentOf(view([], [entry({ move: "withdraw", state: "refused" })])).refused?.move).toBe("withdraw")
})

test("an erasure takes what was opened before it, and nothing after", () => {
  const mine = [matter("privacy", "erased", "12:00")]
  expect(erasedAt(view(mine))).toBe(mine[0]!.since)
  expect(isErased(view(mine), filed)).toBe(true)
  expect(isErased(view(mine), matter("aid", "closed", "13:00"))).toBe(false)
  expect(isErased(view(mine), mine[0]!)).toBe(false)
  expect(isErased(view([]), filed)).toBe(false)
})

test("a household is told of a broken glass once, never of a reading by duty", () => {
  const glass = look("14:05", { reason: "disaster", title: "Bencana" })
  expect(brokenGlass([look("14:10"), glass], 0)).toBe(glass)
  expect(brokenGlass([glass], Date.parse(glass.at))).toBeNull()
  expect(brokenGlass([look("14:10")], 0)).toBeNull()
})

test("who looked: one row an office, case and reason a day, newest first", () => {
  const glass = look("14:05", { reason: "disaster", title: "Bencana" })
  const rows = grouped([look("10:42"), look("10:50"), glass, look("09:00", null, { case: "other" })], (at) => dayOf(at, "Asia/Jakarta"))
  expect(rows.map(({ look: one, n }) => [one.by.title, one.case === filed.id, n])).toEqual([["Camat", true, 1], ["Ketua RT", true, 2], ["Ketua RT", false, 1]])
})

test.each([
  ["Mozilla/5.0 (Linux; Android 8.1.0; SM-J250F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0 Mobile Safari/537.36", "Android, Chrome"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1", "iPhone, Safari"],
  ["Mozilla/5.0 (Windows NT 10.0; rv:126.0) Gecko/20100101 Firefox/126.0", "Windows, Firefox"],
  ["curl/8", ""],
])("a device is called as people call it: %s", (said, name) => expect(deviceName(said)).toBe(name))
