// @vitest-environment happy-dom
import "fake-indexeddb/auto"
import { expect, test } from "vitest"
import type { Entry } from "../../core/outbox"
import { openStore, type Store } from "../../core/store"
import { countWaiting, putLostAway } from "./lost"

const file = async (store: Store, key: string) => {
  await store.change(async (hand) => {
    await hand.put("numbers", 1, "order")
    await hand.put("outbox", { key, state: "stored" } as Entry)
  })
}

test("what a database took with it is told until somebody has read so, and counted once", async () => {
  const store = await openStore("lost-1")
  expect(await countWaiting(store)).toBe(0)
  await file(store, "a")
  await file(store, "b")
  expect(await countWaiting(store)).toBe(0)
  const anew = await openStore("lost-2")
  expect(await countWaiting(anew)).toBe(2)
  expect(await countWaiting(anew)).toBe(2)
  await file(anew, "c")
  expect(await countWaiting(anew)).toBe(2)
  putLostAway()
  expect(await countWaiting(anew)).toBe(0)
  expect(await countWaiting(await openStore("lost-3"))).toBe(1)
})

test("a queue that was emptied here is not lost", async () => {
  putLostAway()
  const store = await openStore("lost-4")
  await file(store, "a")
  await countWaiting(store)
  await store.remove("outbox", "a")
  expect(await countWaiting(store)).toBe(0)
})
