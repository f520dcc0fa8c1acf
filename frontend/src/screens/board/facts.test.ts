import { expect, test } from "vitest"
import { aid, filed } from "../../../test/aid"
import type { EventFacts } from "../../core/wire"
import { access, direct } from "../../../test/privacy"
import { feedOf } from "./facts"

const event = (step: Partial<EventFacts>): EventFacts => ({ ...filed, id: "e1", case: filed.id, at: "2026-11-21T10:46:00+07:00", type: "request", from: "", ...step })
const since = Date.parse("2026-11-21T08:15:00+07:00")

test.each([
  [event({}), "RT 03 RW 04: permintaan bantuan baru"],
  [event({ type: "pass_on", from: "filed", level: "rw" }), "RT 03 RW 04: diteruskan ke Ketua RW"],
  [event({ type: "hand_over", from: "dispatched", state: "closed" }), "RT 03 RW 04: bantuan diterima keluarga"],
  [event({ type: "hand_over", from: "dispatched", state: "handed_over" }), "RT 03 RW 04: bantuan diantar, menunggu keluarga"],
])("an event is one fact, place first", (one, text) => expect(feedOf([one], [], [aid], since)[0]!.text).toBe(text))

test("a service without words of its own is told by its declared titles", () => {
  const visit = { ...aid, name: "visit", title: "Tengok", state_titles: { asked: "Menunggu" } }
  expect(feedOf([event({ service: "visit", state: "asked" })], [], [visit], since)[0]!.text).toBe("RT 03 RW 04: Tengok, Menunggu")
})

test("before the line spoke, open cases are the news; then their events replace them, newest first", () => {
  const other = { ...filed, id: "c2", since: "2026-11-21T09:00:00+07:00", state: "verified" }
  const feed = feedOf([event({})], [filed, other, { ...other, id: "c3", since: "2026-11-21T07:00:00+07:00" }], [aid], since)
  expect(feed.map((news) => news.text)).toEqual(["RT 03 RW 04: permintaan bantuan baru", "RT 03 RW 04: permintaan terperiksa"])
})

test("a broken glass is told with its office and hour; its closing without", () => {
  const openers = new Map([[filed.id, { who: "Camat", until: "15.05" }]])
  const glass = event({ service: "access", type: "open", state: "open" })
  expect(feedOf([glass], [], [access], since, openers)[0]!.text).toBe("Camat membuka data RT 03 RW 04, sampai 15.05")
  expect(feedOf([{ ...glass, type: "close", from: "open", state: "closed" }], [], [access], since, openers)[0]!.text).toBe("Camat menutup data RT 03 RW 04")
  expect(feedOf([glass], [], [access], since)[0]!.text).toContain("Pejabat membuka data RT 03 RW 04")
})

test("what went past the RT names no RT on a wall", () => {
  expect(feedOf([event({ service: "direct", type: "send", state: "sent" })], [], [direct], since)[0]!.text).toBe("Langsung ke kelurahan, Terkirim ke kelurahan")
})
