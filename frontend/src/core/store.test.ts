import "fake-indexeddb/auto"
import { expect, test } from "vitest"
import type { Entry } from "./outbox"
import { forget, keep, openStore, recall } from "./store"

const entry = (key: string, photo?: string) => ({ key, body: { photo } }) as unknown as Entry

test("a change that gives up in the middle leaves nothing", async () => {
  const store = await openStore("store-1")
  const change = store.change(async (hand) => {
    await hand.put("outbox", entry("a"))
    throw new Error("gave up")
  })
  await expect(change).rejects.toThrow("gave up")
  expect(await store.all("outbox")).toEqual([])
})

test("what was known comes back with its moment; signing out forgets it and what was sent, but not what waits", async () => {
  const store = await openStore("store-2")
  await keep(store, "mine", [1, 2], 1044)
  await store.put("outbox", entry("a", "p1"))
  await store.put("outbox", { ...entry("b", "p2"), state: "sent" })
  await keep(store, "photo/p1", "waits with its report", 1044)
  await keep(store, "photo/p2", "of nothing that waits", 1044)
  store.close()
  const again = await openStore("store-2")
  expect(await recall(again, "mine")).toEqual({ name: "mine", at: 1044, value: [1, 2] })
  await forget(again)
  expect(await recall(again, "mine")).toBeUndefined()
  expect(await again.all("outbox")).toEqual([entry("a", "p1")])
  expect((await again.all("kept")).map(({ name }) => name)).toEqual(["photo/p1"])
})
