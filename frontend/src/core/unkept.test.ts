import { expect, test } from "vitest"
import { Outbox, StorageFull } from "./outbox"
import { keep, recall } from "./store"
import { Unkept } from "./unkept"

test("a memory that ends with the page shows what was read, and takes no report as if it did", async () => {
  const store = new Unkept()
  await keep(store, "mine", [1], 5)
  expect(await recall(store, "mine")).toEqual({ name: "mine", at: 5, value: [1] })
  const said: string[] = []
  const outbox = new Outbox({ store, owner: () => "a", deliver: () => Promise.reject(new Error("asked")), onDisk: (disk) => said.push(disk) })
  await expect(outbox.add({ service: "aid", move: "request", body: {}, title: "" })).rejects.toBeInstanceOf(StorageFull)
  expect(await outbox.entries()).toEqual([])
  expect(said).toEqual(["shut"])
})
