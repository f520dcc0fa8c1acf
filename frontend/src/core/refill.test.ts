import "fake-indexeddb/auto"
import { beforeEach, expect, test, vi } from "vitest"
import { Outbox, type Entry } from "./outbox"
import { Problem } from "./problem"
import { epochKnown, inTurn, patience, refill, sentStays, shed } from "./refill"
import { keep, openStore, recall, type Store } from "./store"
import type { Facts } from "./wire"

let base: Store
let n = 0
const now = Date.now()
const hour = 3_600_000

beforeEach(async () => {
  base = await openStore("refill-" + ++n)
  await keep(base, "epoch", "00000b", now)
})

const facts = { id: "c", area: "33.74.08.1006/RW04/RT03", service: "aid", state: "verified", version: 2 } as Facts
const entry = (key: string, more: Partial<Entry> = {}): Entry => ({
  key, case: key, service: "aid", move: "request", body: {}, title: key, number: "H-1", order: Number(key), owner: "a", state: "sent", storedAt: now - hour, notBefore: 0, tries: 0, sentAt: now - hour, answer: facts, ...more,
})
const file = (...entries: Entry[]) => Promise.all(entries.map((one) => base.put("outbox", one)))
const server = (epoch: string, from: string[] | null) => ({ get: vi.fn(async () => ({ epoch, restored: from && { backup_at: "2026-03-30T02:00:00Z", from } })) }) as never
const none = () => false

test("what was sent in the last seven days waits again, for everybody on the phone, and once", async () => {
  await file(entry("1"), entry("2", { owner: "b" }), entry("3", { sentAt: now - sentStays - 1 }), entry("4", { service: "alert" }))
  const restored = server("00000d", ["000009", "00000b"])
  expect(await refill(restored, base, ({ service }) => service === "alert", now)).toBe(true)
  const back = await base.all("outbox")
  expect(back.map(({ key, state, again, tries, was }) => [key, state, again, tries, was?.version])).toEqual([
    ["1", "stored", now, 1, 2],
    ["2", "stored", now, 1, 2],
    ["3", "sent", undefined, 0, undefined],
    ["4", "sent", undefined, 0, undefined],
  ])
  expect((await recall(base.of("a"), "again"))?.value).toEqual({ backupAt: "2026-03-30T02:00:00Z", n: 1 })
  await file(entry("1"))
  expect(await refill(restored, base, none, now)).toBe(false)
  expect((await base.get("outbox", "1"))?.state).toBe("sent")
})

test("another server, or one that was never restored, gets nothing of what the one before had", async () => {
  await file(entry("1"))
  for (const [epoch, from] of [["000011", null], ["000013", ["000012"]]] as const) {
    expect(await refill(server(epoch, from && [...from]), base, none, now)).toBe(false)
    expect(await epochKnown(base)).toBe(epoch)
    expect((await base.get("outbox", "1"))?.state).toBe("sent")
  }
})

test("out of reach, everything stays as it was until the server says who it is", async () => {
  await file(entry("1"))
  await expect(refill({ get: () => Promise.reject(new Error("no network")) } as never, base, none, now)).rejects.toThrow()
  expect(await epochKnown(base)).toBe("00000b")
})

test("what was refused as unknown or too early waits again too; what was wrong stays refused", async () => {
  const refused = (key: string, status: number) => entry(key, { state: "refused", why: { status, code: "", detail: "", fields: [] } })
  await file(refused("1", 404), refused("2", 422), entry("3", { state: "stored" }))
  await refill(server("00000d", ["00000b"]), base, none, now)
  expect((await base.all("outbox")).map(({ state, again, why }) => [state, again, why?.status])).toEqual([["stored", now, undefined], ["refused", undefined, 422], ["stored", now, undefined]])
  expect(await recall(base.of("a"), "again")).toBeUndefined()
})

test("a photo is offered only where the report misses it", async () => {
  await file(entry("1", { body: { photo: "p" } }))
  await keep(base.of("a"), "photo/p", { bytes: new ArrayBuffer(3), sentAt: now - 30 * hour }, now)
  await refill(server("00000d", ["00000b"]), base, none, now)
  expect((await recall<{ sentAt: number }>(base.of("a"), "photo/p"))?.value.sentAt).toBe(now)
})

test("put back, it goes out in its old order and under its old key, and arrives once", async () => {
  await file(entry("2", { case: "1", move: "verify" }), entry("1"))
  await refill(server("00000d", ["00000b"]), base, none, now)
  const log: string[] = []
  const outbox = new Outbox({ store: base, owner: () => "a", deliver: async ({ key }) => (log.push(key), facts) })
  await outbox.flush()
  await outbox.flush()
  outbox.close()
  expect(log).toEqual(["1", "2"])
})

test("after seven days what was sent goes, with its photo; before, nothing does", async () => {
  await file(entry("1", { body: { photo: "p" }, sentAt: now - sentStays + 1 }), entry("2", { body: { photo: "q" }, sentAt: now - sentStays - 1 }))
  for (const photo of ["p", "q"]) await keep(base.of("a"), "photo/" + photo, photo, now)
  await shed(base, now)
  expect((await base.all("outbox")).map(({ key }) => key)).toEqual(["1"])
  expect((await base.of("a").all("kept")).map(({ name }) => name)).toEqual(["photo/p"])
})

const no = (status: number, code = "x") => new Problem({ status, code, detail: "belum", fields: [] })
const asked = (waited: number, problem: unknown, version = 1, state = "verified") =>
  patience({ cases: async () => ({ cases: [{ ...facts, version, state }] }) } as never, entry("1", { again: now - waited, was: facts }), problem, now)

test("a refusal by a restored server is a wait, longer and longer, and an end only after seven days", async () => {
  for (const status of [403, 404, 409, 422]) await expect(asked(0, no(status))).rejects.toMatchObject({ retryAfter: 10_000, refusal: { status: 429 } })
  await expect(asked(4 * 60_000, no(404))).rejects.toMatchObject({ retryAfter: 60_000 })
  await expect(asked(24 * hour, no(404))).rejects.toMatchObject({ retryAfter: 15 * 60_000 })
  await expect(asked(sentStays + 1, no(404))).rejects.toMatchObject({ refusal: { status: 404, detail: "belum" } })
  for (const status of [401, 429, 503]) await expect(asked(0, no(status))).rejects.toMatchObject({ refusal: { status }, retryAfter: null })
})

test("what somebody did anew meanwhile, what is there already and what was erased is over", async () => {
  expect(await asked(0, no(409), 2)).toMatchObject({ id: "c", version: 2 })
  expect(await asked(0, no(409), 3, "claimed")).toMatchObject({ version: 3 })
  // A clock was quicker: what it undid may be done again, and then this finds its place.
  await expect(asked(0, no(409), 2, "returned")).rejects.toMatchObject({ refusal: { status: 429 } })
  expect(await asked(0, no(422, "key_reused"))).toBeNull()
  expect(await asked(0, no(422, "erased"))).toBeNull()
})

test("what ended a case lets the steps of others come first, for an hour; what others wait for does not", async () => {
  const ended = (version: number, waited: number, more: Partial<Facts> = {}) =>
    inTurn({ cases: async () => ({ cases: [{ ...facts, version }] }) } as never, entry("2", { case: "1", again: now - waited, was: { ...facts, version: 3, due: null, ...more } }), now)
  await expect(ended(1, 0)).rejects.toMatchObject({ refusal: { status: 429 }, retryAfter: 10_000 })
  await ended(2, 0)
  await ended(1, hour + 1)
  await ended(1, 0, { due: "2026-03-30T10:00:00Z" })
})

test("a step that waits for its turn holds up nobody who does it anew, but a report that waits holds up what belongs to it", async () => {
  const sent: string[] = []
  const later: (() => void)[] = []
  const outbox = new Outbox({
    store: base,
    owner: () => "a",
    deliver: async ({ key, again }) => {
      if (again) throw new Problem({ status: 429, code: "early", detail: "", fields: [] }, 60_000)
      sent.push(key)
      return facts
    },
    later: (_ms, work) => (later.push(work), () => undefined),
  })
  const waits = { state: "stored", again: now, answer: undefined } as unknown as Partial<Entry>
  await file(entry("1", { ...waits, case: "x" }), entry("2", { ...waits }), entry("3", { state: "stored", case: "x" }), entry("4", { state: "stored", case: "2" }))
  await outbox.flush()
  outbox.close()
  expect(sent).toEqual(["3"])
})
