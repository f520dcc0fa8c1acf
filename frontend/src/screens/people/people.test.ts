// @vitest-environment happy-dom
import "fake-indexeddb/auto"
import { beforeEach, expect, test, vi } from "vitest"
import { Problem } from "../../core/problem"
import { enter, remembered } from "../../core/who"
import { keep, openStore, recall, type Store } from "../../core/store"
import type { Entry } from "../../core/outbox"
import type { Account } from "../../core/wire"
import { forget } from "./forget"
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
