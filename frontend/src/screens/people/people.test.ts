// @vitest-environment happy-dom
import "fake-indexeddb/auto"
import { beforeEach, expect, test, vi } from "vitest"
import { Problem } from "../../core/problem"
import { enter, remembered } from "../../core/who"
import { keep, openStore, recall, type Store } from "../../core/store"
import type { Entry } from "../../core/outbox"
import type { Account } from "../../core/wire"
import { adopt, disown, orphans } from "./adopt"
import { forget, lapsed } from "./forget"
import { peopleOf, tidy } from "./people"

const account = (id: string, name: string, role = "resident") => ({ id, name, grants: [{ role, area: "33", until: null }] }) as unknown as Account
let store: Store
let n = 0

beforeEach(async () => {
  store = await openStore("people-" + ++n)
  await enter(store, account("a", "Sri"))
  await enter(store, account("b", "Pak Darmo", "rt_head"))
  await store.put("outbox", { key: "1", owner: "b", state: "refused", body: { photo: "p1" } } as unknown as Entry)
  await store.put("outbox", { key: "2", owner: "b", state: "sent", body: {} } as unknown as Entry)
})

test("the people of a phone, what waits for each, and that a duty is asked for before anybody said so", async () => {
  expect(await peopleOf(store)).toEqual([
    { id: "a", name: "Sri", waiting: 0, asks: false, gone: false },
    { id: "b", name: "Pak Darmo", waiting: 1, asks: true, gone: false },
  ])
})

test("who was signed out elsewhere keeps a queue and a name; whom only the server knew comes in", async () => {
  const get = async () => ({ profiles: [{ account: { id: "a", name: "Sri" }, active: true, asks_secret: false }, { account: { id: "c", name: "Budi" }, active: false, asks_secret: true }] })
  await keep(store.of("b"), "mine", ["x"], 1)
  await tidy({ get } as never, store)
  expect((await peopleOf(store)).map(({ name, waiting, asks, gone }) => [name, waiting, asks, gone])).toEqual([["Sri", 0, false, false], ["Pak Darmo", 1, false, true], ["Budi", 0, true, false]])
  expect(await recall(store.of("b"), "mine")).toBeUndefined()
})

test("without an answer everybody stays, and one alone asks nobody", async () => {
  const get = vi.fn(() => Promise.reject(new Problem({ status: 503, code: "", detail: "", fields: [] })))
  await expect(tidy({ get } as never, store)).rejects.toThrow()
  expect(await peopleOf(store)).toHaveLength(2)
  await forget(store, "b")
  get.mockClear()
  await tidy({ get } as never, store)
  expect(get).not.toHaveBeenCalled()
})

test("signed out, one leaves nothing but what was never sent, and nobody else loses anything", async () => {
  await keep(store.of("a"), "mine", ["hers"], 1)
  await keep(store.of("b"), "mine", ["his"], 1)
  for (const photo of ["p1", "p2"]) await keep(store.of("b"), "photo/" + photo, "picture", 1)
  await forget(store)
  expect(await remembered(store)).toBeNull()
  expect((await store.all("outbox")).map(({ key }) => key)).toEqual(["1"])
  expect((await store.all("kept")).map(({ name }) => name)).toEqual(["a/account", "a/mine", "b/left", "b/photo/p1"])
})

const restored = { get: async () => ({ epoch: "00000d", restored: { backup_at: "2026-03-30T02:00:00Z", from: ["00000b"] } }) } as never

/** Somebody whose account came after the backup: the server takes their session for nobody's. */
async function forgottenByServer(): Promise<void> {
  await keep(store, "epoch", "00000b", 1)
  await enter(store, { ...account("d", "Yanti"), household: "33.74.08.1006/RW04/RT03/H017" })
  await store.put("outbox", { key: "9", owner: "d", state: "sent", sentAt: Date.now(), tries: 0, body: { photo: "p9" } } as unknown as Entry)
  await keep(store.of("d"), "photo/p9", { bytes: new ArrayBuffer(1) }, 1)
  await lapsed(restored, store)
}

test("whom a restored server does not know keeps what was sent since, and takes it over under a new account of the house", async () => {
  await forgottenByServer()
  expect((await peopleOf(store)).find(({ id }) => id === "d")).toMatchObject({ name: "Yanti", waiting: 1, gone: true, unknown: true })
  const anew = { ...account("e", "Yanti"), household: "33.74.08.1006/RW04/RT03/H017" }
  expect(await orphans(store, { ...anew, household: "33.74.08.1006/RW04/RT03/H018" })).toEqual([])
  expect(await orphans(store, anew)).toEqual([{ id: "d", name: "Yanti", n: 1 }])
  await adopt(store, "d", "e")
  expect(await store.get("outbox", "9")).toMatchObject({ owner: "e", state: "stored", body: { photo: "p9" } })
  expect(await recall(store.of("e"), "photo/p9")).toBeDefined()
  expect(await orphans(store, anew)).toEqual([])
  expect((await peopleOf(store)).some(({ id }) => id === "d")).toBe(false)
})

test("what is not theirs stays for whoever it belongs to, and is asked about once", async () => {
  await forgottenByServer()
  await disown(store, "d")
  expect(await orphans(store, { ...account("e", "Yanti"), household: "33.74.08.1006/RW04/RT03/H017" })).toEqual([])
  expect((await peopleOf(store)).find(({ id }) => id === "d")?.waiting).toBe(1)
})

test("signed out by another hand and out of reach, nothing that was sent goes before the server has said who it is", async () => {
  await enter(store, account("b", "Pak Darmo", "rt_head"))
  await lapsed({ get: () => Promise.reject(new Error("no network")) } as never, store)
  expect((await store.all("outbox")).map(({ key }) => key)).toEqual(["1", "2"])
})
