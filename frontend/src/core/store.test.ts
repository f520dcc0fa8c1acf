import "fake-indexeddb/auto"
import { expect, test } from "vitest"
import type { Entry } from "./outbox"
import { keep, openStore, recall } from "./store"

const entry = (key: string) => ({ key, body: {} }) as unknown as Entry

test("a change that gives up in the middle leaves nothing", async () => {
  const store = await openStore("store-1")
  const change = store.change(async (hand) => {
    await hand.put("outbox", entry("a"))
    throw new Error("gave up")
  })
  await expect(change).rejects.toThrow("gave up")
  expect(await store.all("outbox")).toEqual([])
})

test("what was known comes back with its moment", async () => {
  const store = await openStore("store-2")
  await keep(store, "mine", [1, 2], 1044)
  store.close()
  expect(await recall(await openStore("store-2"), "mine")).toEqual({ name: "mine", at: 1044, value: [1, 2] })
})

test("what is kept for one person is no other's", async () => {
  const store = await openStore("store-3")
  const [sri, budi] = [store.of("a"), store.of("b")]
  await keep(sri, "mine", "Sri's", 1)
  await keep(budi, "mine", "Budi's", 1)
  await keep(budi, "draft/aid", "half", 1)
  expect((await recall(sri, "mine"))?.value).toBe("Sri's")
  expect((await budi.all("kept")).map(({ name }) => name)).toEqual(["draft/aid", "mine"])
  await budi.remove("kept", "mine")
  expect(await recall(budi, "mine")).toBeUndefined()
  expect((await store.all("kept")).map(({ name }) => name)).toEqual(["a/mine", "b/draft/aid"])
})

test("a phone from before several people shared one keeps what it knew, for the one it knew", async () => {
  await new Promise<void>((done) => {
    const old = indexedDB.open("store-4", 1)
    old.onupgradeneeded = () => {
      old.result.createObjectStore("outbox", { keyPath: "key" })
      old.result.createObjectStore("numbers")
      const kept = old.result.createObjectStore("kept", { keyPath: "name" })
      kept.put({ name: "account", at: 1, value: { id: "a", name: "Sri" } })
      kept.put({ name: "away", at: 2, value: ["c1"] })
    }
    old.onsuccess = () => {
      old.result.close()
      done()
    }
  })
  const store = await openStore("store-4")
  expect((await recall(store, "who"))?.value).toBe("a")
  expect((await recall(store.of("a"), "away"))?.value).toEqual(["c1"])
  expect((await store.all("kept")).map(({ name }) => name)).toEqual(["a/account", "a/away", "who"])
})
