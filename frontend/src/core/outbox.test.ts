import "fake-indexeddb/auto"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { handOver, mend } from "./mend"
import { Outbox, StorageFull, type Deliver, type Entry, type OutboxParts } from "./outbox"
import { Problem, Unreachable } from "./problem"
import { openStore, type Store } from "./store"
import type { Facts } from "./wire"

let store: Store
let names = 0
let name = ""
let open: Outbox[] = []

beforeEach(async () => {
  name = "test-" + ++names
  store = await openStore(name)
})
afterEach(() => {
  open.forEach((outbox) => outbox.close())
  open = []
  store.close()
})

const ask = { service: "aid", move: "request", body: { area: "33.74.08.1006/RW04/RT03", need: "obat", people: 1 }, title: "Obat" }
const facts = (entry: Entry) => ({ id: entry.case, service: entry.service, state: "filed", version: 1 }) as Facts
const refusal = (status: number, code = "x") => new Problem({ status, code, detail: "", fields: [] })

function outbox(deliver: Deliver, parts: Partial<OutboxParts> = {}): Outbox {
  const made = new Outbox({ store, deliver, owner: () => "a1", ...parts })
  open.push(made)
  return made
}

// A server of the contract: one effect per key, the first answer for ever.
function server() {
  const log: string[] = []
  const answers = new Map<string, Facts>()
  const accept: Deliver = async (entry) => {
    if (!answers.has(entry.key)) {
      log.push(entry.key)
      answers.set(entry.key, facts(entry))
    }
    return answers.get(entry.key)!
  }
  return { log, accept }
}

const settled = async (one: Outbox) => {
  await one.flush()
  return one.entries()
}

test("a report has a number and lies on the disk before any network is tried", async () => {
  let stored: Entry | undefined
  const one = outbox(async (entry) => {
    stored = await store.get("outbox", entry.key)
    return facts(entry)
  })
  const entry = await one.add(ask)
  expect(entry.number).toBe("H-1")
  expect(entry.case).toBe(entry.key)
  await settled(one)
  expect(stored).toMatchObject({ key: entry.key, state: "sending" })
})

test("it is never called sent before the server's answer", async () => {
  const states: string[] = []
  let answer = (_: Facts) => {}
  const one = outbox((entry) => new Promise((done) => (answer = () => done(facts(entry)))))
  one.watch((entries) => states.push(entries.map((entry) => entry.state).join()))
  await one.add(ask)
  await vi.waitFor(() => expect(states).toContain("sending"))
  expect(states).not.toContain("sent")
  answer({} as Facts)
  await vi.waitFor(() => expect(states.at(-1)).toBe("sent"))
})

test("offline nothing is tried; online it goes out", async () => {
  let online = false
  const { log, accept } = server()
  const one = outbox(accept, { online: () => online })
  await one.add(ask)
  expect((await settled(one)).map((entry) => entry.state)).toEqual(["stored"])
  expect(log).toEqual([])
  online = true
  expect((await settled(one)).map((entry) => entry.state)).toEqual(["sent"])
})

test.each(["before the request left", "after the server took it"])("killed %s, it arrives exactly once", async (when) => {
  const { log, accept } = server()
  const dead = outbox(async (entry) => {
    if (when.startsWith("after")) await accept(entry)
    return new Promise<Facts>(() => {})
  })
  const entry = await dead.add(ask)
  await vi.waitFor(async () => expect((await store.get("outbox", entry.key))?.state).toBe("sending"))
  dead.close()
  store.close()

  store = await openStore(name)
  const reborn = outbox(accept)
  expect(await reborn.withdraw(entry.key)).toBe(false)
  expect(await settled(reborn)).toMatchObject([{ key: entry.key, state: "sent", tries: 1 }])
  expect(log).toEqual([entry.key])
})

test("an answer lost on the way is asked for again under the same key", async () => {
  const { log, accept } = server()
  const later: (() => void)[] = []
  let lost = true
  const one = outbox(
    async (entry) => {
      const answer = await accept(entry)
      if (lost) throw new Unreachable()
      return answer
    },
    { later: (_ms, work) => (later.push(work), () => undefined) },
  )
  const entry = await one.add(ask)
  const [waiting] = await settled(one)
  expect(waiting!.state).toBe("stored")
  expect(waiting!.tries).toBeGreaterThan(0)
  expect(await one.withdraw(entry.key)).toBe(false)
  lost = false
  later.at(-1)!()
  await vi.waitFor(async () => expect(await one.entries()).toMatchObject([{ state: "sent" }]))
  expect(log).toEqual([entry.key])
})

test("a refusal stays with its reason until it is mended or withdrawn", async () => {
  let good = false
  const one = outbox(async (entry) => {
    if (!good) throw new Problem({ status: 422, code: "invalid", detail: "Tanggal ini besok.", fields: [] })
    return facts(entry)
  })
  const first = await one.add(ask)
  const second = await one.add(ask)
  expect(await settled(one)).toMatchObject([
    { state: "refused", why: { detail: "Tanggal ini besok." } },
    { state: "refused" },
  ])
  expect(await one.withdraw(second.key)).toBe(true)
  good = true
  await mend(one, first.key, { ...ask.body, people: 2 })
  expect(await settled(one)).toMatchObject([{ key: first.key, state: "sent", body: { people: 2 } }])
})

test("within its seconds of grace a tap can be taken back and nothing was sent", async () => {
  let now = 1_000_000
  const later: { ms: number; work: () => void }[] = []
  const { log, accept } = server()
  const one = outbox(accept, { now: () => now, later: (ms, work) => (later.push({ ms, work }), () => undefined) })
  const verify = { service: "aid", move: "verify", body: { case: "c1" }, title: "Benar", case: "c1" }
  const undone = await one.add(verify, 8000)
  await settled(one)
  expect(await one.withdraw(undone.key)).toBe(true)
  await one.add(verify, 8000)
  await settled(one)
  expect(log).toEqual([])
  expect(later.at(-1)!.ms).toBe(8000)
  now += 8000
  expect(await settled(one)).toMatchObject([{ state: "sent" }])
  expect(log).toHaveLength(1)
})

test("commands of one case never overtake each other, other cases need not wait", async () => {
  const sent: string[] = []
  const one = outbox(async (entry) => {
    if (entry.move === "request" && entry.title === "stuck") throw refusal(422)
    sent.push(entry.title)
    return facts(entry)
  })
  const stuck = await one.add({ ...ask, title: "stuck" })
  await one.add({ service: "aid", move: "amend", body: { case: stuck.case }, title: "follows", case: stuck.case })
  await one.add({ ...ask, title: "other" })
  await settled(one)
  expect(sent).toEqual(["other"])
})

test("a limit holds back one command only, a busy server all of them", async () => {
  const tried: string[] = []
  let status = 429
  const one = outbox(
    async (entry) => {
      tried.push(entry.title)
      if (entry.title === "first") throw refusal(status)
      return facts(entry)
    },
    { later: () => () => undefined },
  )
  await one.add({ ...ask, title: "first" }, 5)
  await one.add({ ...ask, title: "second" }, 5)
  await vi.waitFor(async () => {
    await one.flush()
    expect(tried).toEqual(["first", "second"])
  })
  expect(await one.entries()).toMatchObject([{ state: "stored", tries: 0 }, { state: "sent" }])

  tried.length = 0
  status = 503
  for (const { key } of await store.all("outbox")) await store.remove("outbox", key)
  const busy = await one.add({ ...ask, title: "first" })
  await one.add({ ...ask, title: "third" })
  await settled(one)
  expect(tried).not.toContain("third")
  expect(await store.get("outbox", busy.key)).toMatchObject({ state: "stored" })
})

test("a closed session keeps everything, and asks no further by itself", async () => {
  const later = vi.fn(() => () => undefined)
  const one = outbox(() => Promise.reject(refusal(401)), { later })
  await one.add(ask)
  await one.add(ask)
  expect(await settled(one)).toMatchObject([{ state: "stored" }, { state: "stored" }])
  expect(later).not.toHaveBeenCalled()
})

test("taken for somebody else's, a command stays whole and is tried again", async () => {
  const later: (() => void)[] = []
  let other = true
  const { log, accept } = server()
  const one = outbox((entry) => (other ? Promise.reject(refusal(409, "other_account")) : accept(entry)), { later: (_ms, work) => (later.push(work), () => undefined) })
  const { key } = await one.add(ask)
  expect(await settled(one)).toMatchObject([{ state: "stored", tries: 0 }])
  other = false
  later.at(-1)!()
  await vi.waitFor(async () => expect(await one.entries()).toMatchObject([{ state: "sent" }]))
  expect(log).toEqual([key])
})

test("nobody sends under another person's name", async () => {
  let owner = "a1"
  const { log, accept } = server()
  let online = false
  const one = outbox(accept, { owner: () => owner, online: () => online })
  await one.add(ask)
  owner = "a2"
  online = true
  expect(await settled(one)).toEqual([])
  expect(log).toEqual([])
})

test("a full phone says so instead of pretending", async () => {
  vi.spyOn(store, "change").mockRejectedValue(new DOMException("", "QuotaExceededError"))
  const one = outbox(server().accept)
  await expect(one.add(ask)).rejects.toBeInstanceOf(StorageFull)
})

test("a disk that fills while reports wait: nothing goes out unnoted, and it is tried again when there is room", async () => {
  const there = server()
  const later: (() => void)[] = []
  const said: string[] = []
  let online = false
  const one = outbox(there.accept, { online: () => online, onDisk: (disk) => said.push(disk), later: (_ms, work) => (later.push(work), () => undefined) })
  await one.add(ask)
  await settled(one)
  const full = vi.spyOn(store, "change").mockRejectedValue(new DOMException("", "QuotaExceededError"))
  online = true
  expect(await settled(one)).toMatchObject([{ state: "stored" }])
  expect([there.log, said.at(-1)]).toEqual([[], "full"])
  full.mockRestore()
  later.at(-1)!()
  await vi.waitFor(async () => expect(await one.entries()).toMatchObject([{ state: "sent" }]))
  expect([there.log.length, said.at(-1)]).toEqual([1, ""])
})

test("what has grown too old to be true is sent only when its person says that it still holds", async () => {
  const there = server()
  let now = 1000
  let online = false
  const one = outbox(there.accept, { now: () => now, online: () => online })
  const { key } = await one.add({ ...ask, goodFor: 60_000 })
  await one.add(ask)
  now += 60_001
  online = true
  expect((await settled(one)).map(({ state }) => state)).toEqual(["stored", "sent"])
  expect(there.log).not.toContain(key)
  await mend(one, key, ask.body)
  await settled(one)
  expect(there.log.filter((sent) => sent === key)).toHaveLength(1)
})

test("what surely never left can be changed; what may be on its way cannot", async () => {
  let online = false
  const { log, accept } = server()
  const one = outbox(accept, { online: () => online })
  const entry = await one.add(ask)
  expect(await mend(one, entry.key, { ...ask.body, people: 4 }, "Obat, 4 orang")).toBe(true)
  await handOver(one, entry.key)
  expect(await mend(one, entry.key, { ...ask.body, people: 5 })).toBe(false)
  expect(await one.withdraw(entry.key)).toBe(false)
  online = true
  expect(await settled(one)).toMatchObject([{ state: "sent", title: "Obat, 4 orang", body: { people: 4 } }])
  expect(log).toEqual([entry.key])
})

test("handed over, it waits here for the server's own answer", async () => {
  const one = outbox(server().accept, { online: () => false })
  const entry = await one.add(ask)
  await handOver(one, entry.key)
  expect(await settled(one)).toMatchObject([{ state: "stored" }])
})

test.each([-3 * 86_400_000, 86_400_000])("a clock that jumps by %i ms holds nothing back", async (jump) => {
  let now = 1_800_000_000_000
  const { log, accept } = server()
  const one = outbox(accept, { now: () => now, later: () => () => undefined })
  await one.add({ ...ask, case: "c1" }, 8000)
  await settled(one)
  now += jump
  expect(await settled(one)).toMatchObject([{ state: "sent" }])
  expect(log).toHaveLength(1)
})

test.each([422, 429])("what belongs to a report that got %i does not go past it in the same round", async (status) => {
  const asked: string[] = []
  const one = outbox(
    async (entry) => {
      asked.push(entry.move)
      if (entry.move === "request") throw refusal(status)
      return facts(entry)
    },
    { online: () => online, later: () => () => undefined },
  )
  let online = false
  const { key } = await one.add(ask)
  await one.add({ ...ask, move: "cancel", body: { case: key }, case: key })
  online = true
  await settled(one)
  expect(asked).toEqual(["request"])
})
