import "fake-indexeddb/auto"
import { afterEach, beforeEach, expect, test } from "vitest"
import { handOver, mend } from "./mend"
import type { Api } from "./api"
import { Outbox } from "./outbox"
import { withPicture } from "./picture"
import { Problem, Unreachable } from "./problem"
import { openStore, pictureOf, recall, type Store } from "./store"
import type { CommandAnswer, Facts } from "./wire"

let store: Store
let names = 0
let name = ""
let open: Outbox[] = []

beforeEach(async () => {
  name = "picture-" + ++names
  store = await openStore(name)
})
afterEach(() => {
  open.forEach((outbox) => outbox.close())
  open = []
  store.close()
})

const bytes = new Uint8Array([0xff, 0xd8, 1, 2, 3]).buffer
const ask = (photo?: string) => ({ service: "aid", move: "request", body: { need: "obat", ...(photo && { photo }) }, title: "Obat" })
const chosen = (photo: string) => store.put("kept", { name: "photo/" + photo, at: 1, value: { bytes } })
const lies = async (photo: string) => Boolean(await store.get("kept", "photo/" + photo))

// A server of the contract: a photo is kept once, a command has one effect, and names only photos that are there.
function server() {
  const told: string[] = []
  const photos = new Map<string, number>()
  const cases = new Map<string, CommandAnswer>()
  const api = {
    call: async (method: string, path: string, body?: unknown) => {
      told.push(`${method} ${path}`)
      photos.set(path, (body as Blob).size)
      return { photo: path }
    },
    command: async (service: string, move: string, key: string, body: unknown) => {
      told.push(`${service}/${move}`)
      const { photo } = body as { photo?: string }
      if (photo && !photos.has("/photos/" + photo)) throw new Problem({ status: 422, code: "refused", detail: "Foto ini belum ada.", fields: [{ field: "photo", code: "unknown", message: "Foto ini belum ada." }] })
      if (!cases.has(key)) cases.set(key, { case: { id: key } as Facts, cursor: "" } as CommandAnswer)
      return cases.get(key)!
    },
  }
  return { told, photos, cases, api: api as unknown as Pick<Api, "call" | "command"> }
}

function outbox(api: Pick<Api, "call" | "command">, later: (() => void)[] = []): Outbox {
  const made = new Outbox({ store, owner: () => "a1", deliver: (entry) => withPicture(api, store, entry).then((answer) => answer.case), later: (_ms, work) => (later.push(work), () => undefined) })
  open.push(made)
  return made
}

const settled = async (one: Outbox) => {
  await one.flush()
  return one.entries()
}

test("the photo goes first, then the report that names it; then it stays here for a server that may lose it", async () => {
  const { told, photos, api } = server()
  await chosen("p1")
  const one = outbox(api)
  await one.add(ask("p1"))
  expect(await settled(one)).toMatchObject([{ state: "sent" }])
  expect(told).toEqual(["PUT /photos/p1", "aid/request"])
  expect(photos.get("/photos/p1")).toBe(5)
  expect(await lies("p1")).toBe(true)
})

test.each(["before the photo", "behind the photo", "behind the report"])("killed %s, both arrive exactly once", async (when) => {
  const { told, photos, cases, api } = server()
  await chosen("p1")
  const never = () => new Promise<never>(() => undefined)
  let at = ""
  const reached = (where: string) => (at = where)
  const dying = {
    call: async (...given: Parameters<Api["call"]>) => {
      if (when === "before the photo") return reached(when), never()
      return api.call(...given)
    },
    command: async (...given: Parameters<Api["command"]>) => {
      if (when === "behind the photo") return reached(when), never()
      await api.command(...given)
      return reached(when), never()
    },
  } as Pick<Api, "call" | "command">
  const dead = outbox(dying)
  const entry = await dead.add(ask("p1"))
  await expect.poll(() => at).toBe(when)
  dead.close()
  store.close()

  store = await openStore(name)
  expect(await lies("p1")).toBe(true)
  expect(await settled(outbox(api))).toMatchObject([{ key: entry.key, state: "sent" }])
  expect([...photos.keys()]).toEqual(["/photos/p1"])
  expect([...cases.keys()]).toEqual([entry.key])
  // One that the server has is not carried twice over a weak signal.
  expect(told.filter((one) => one.startsWith("PUT"))).toHaveLength(1)
  expect(await lies("p1")).toBe(true)
})

test("while only the photo could not go, the report can still be taken back, and the photo goes with it", async () => {
  const { api, told } = server()
  await chosen("p1")
  const later: (() => void)[] = []
  const one = outbox({ ...api, call: () => Promise.reject(new Unreachable()) } as typeof api, later)
  const entry = await one.add(ask("p1"))
  expect(await settled(one)).toMatchObject([{ state: "stored", tries: 0 }])
  expect(later.length).toBeGreaterThan(0)
  expect(await one.withdraw(entry.key)).toBe(true)
  expect(await lies("p1")).toBe(false)
  expect(told).toEqual([])
})

test("a photo that the server refuses leaves the report here, with the reason at its field", async () => {
  const { api, cases } = server()
  await chosen("p1")
  const picky = { ...api, call: () => Promise.reject(new Problem({ status: 413, code: "too_large", detail: "Foto terlalu besar.", fields: [] })) } as typeof api
  const one = outbox(picky)
  const entry = await one.add(ask("p1"))
  const [refused] = await settled(one)
  expect(refused).toMatchObject({ state: "refused", why: { fields: [{ field: "photo", message: "Foto terlalu besar." }] } })
  expect(await lies("p1")).toBe(true)
  expect(await mend(one, entry.key, ask().body)).toBe(true)
  expect(await lies("p1")).toBe(false)
  expect(await settled(one)).toMatchObject([{ key: entry.key, state: "sent" }])
  expect([...cases.keys()]).toEqual([entry.key])
})

test("mended with another photo, the one before goes and the other is sent", async () => {
  const { api, photos } = server()
  await chosen("p2")
  const one = outbox(api)
  // The first is in no other case's hands, and not here either: the server says that it does not know it.
  const entry = await one.add(ask("p1"))
  expect(await settled(one)).toMatchObject([{ state: "refused", why: { fields: [{ field: "photo" }] } }])
  await mend(one, entry.key, ask("p2").body)
  expect(await settled(one)).toMatchObject([{ state: "sent" }])
  expect([...photos.keys()]).toEqual(["/photos/p2"])
})

test("one that the server let go of in the meantime is brought again", async () => {
  const { api, told, photos } = server()
  await chosen("p1")
  await store.put("kept", { name: "photo/p1", at: 1, value: { bytes, sentAt: Date.now() } })
  const one = outbox(api)
  await one.add(ask("p1"))
  await one.flush()
  await expect.poll(async () => (await one.entries())[0]?.state).toBe("sent")
  expect(told).toEqual(["aid/request", "PUT /photos/p1", "aid/request"])
  expect(photos.size).toBe(1)
})

test("one that lay long is brought again before it is named", async () => {
  const { api, told } = server()
  await store.put("kept", { name: "photo/p1", at: 1, value: { bytes, sentAt: 1 } })
  await withPicture(api, store, { ...ask("p1"), key: "k" }, 2 * 24 * 3_600_000)
  expect(told).toEqual(["PUT /photos/p1", "aid/request"])
  expect((await recall<{ sentAt: number }>(store, "photo/p1"))?.value.sentAt).toBe(2 * 24 * 3_600_000)
})

test("handed over as a code, a report goes without its photo", async () => {
  await chosen("p1")
  const one = new Outbox({ store, owner: () => "a1", deliver: () => new Promise(() => undefined), online: () => false })
  open.push(one)
  const entry = await one.add(ask("p1"))
  expect(pictureOf(entry)).toBe("photo/p1")
  const carried = await handOver(one, entry.key)
  expect(carried?.body).toEqual({ need: "obat" })
  expect(await lies("p1")).toBe(false)
})

test("to a restored server a report goes first and its photo where it is missed; without room for the photo, the report alone", async () => {
  const { told, cases, photos, api } = server()
  const again = { ...ask("p1"), key: "k1", again: 1 }
  await store.put("kept", { name: "photo/p1", at: 1, value: { bytes, sentAt: Date.now() } })
  await expect(withPicture(api, store, again)).rejects.toMatchObject({ refusal: { code: "photo" } })
  await withPicture(api, store, again)
  expect(told).toEqual(["aid/request", "PUT /photos/p1", "aid/request"])
  await withPicture(api, store, again)
  expect([photos.size, cases.size]).toEqual([1, 1])
  await withPicture(api, store, { ...ask("gone"), key: "k2", again: 1 })
  expect([...cases.keys()]).toEqual(["k1", "k2"])
  await expect(withPicture(api, store, { ...ask("gone"), key: "k3" })).rejects.toMatchObject({ refusal: { status: 422 } })
})
