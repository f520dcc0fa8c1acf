import { expect, test, vi } from "vitest"
import { comesBack, Feed, type FeedParts, type Line, type Socket } from "./feed"
import type { EventFacts } from "./wire"

class Fake implements Socket {
  onmessage: Socket["onmessage"] = null
  onclose: Socket["onclose"] = null
  closed = false
  constructor(readonly query: [string, string][]) {}
  close() {
    this.closed = true
  }
  say(frame: unknown) {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }
  get after() {
    return this.query.filter(([name]) => name === "after").map(([, value]) => value)
  }
}

const event = (id: string) => ({ id, case: "c", service: "aid", from: "filed", state: "verified" }) as EventFacts
const frame = (stream: string, prev: string, cursor: string, id = cursor) => ({ kind: "event", stream, prev, cursor, event: event(id) })

function follow(parts: Partial<FeedParts> = {}) {
  const sockets: Fake[] = []
  const events: string[] = []
  const lines: Line[] = []
  const timers: { ms: number; work: () => void }[] = []
  const renew = vi.fn(async () => "board2")
  const feed = new Feed(
    {
      area: "33.74.08.1006",
      open: (query) => (sockets.push(new Fake(query)), sockets.at(-1)!),
      renew,
      onEvent: ({ id }) => events.push(id),
      onLine: (line) => lines.push(line),
      later: (ms, work) => (timers.push({ ms, work }), () => undefined),
      random: () => 0.5,
      ...parts,
    },
    "board1",
  )
  feed.start()
  return { feed, sockets, events, lines, timers, renew, last: () => sockets.at(-1)! }
}

test("it continues after the board's cursor and takes frames that follow each other", () => {
  const { last, events, lines } = follow()
  expect(last().after).toEqual(["board1"])
  last().say({ kind: "hello", epoch: "e", streams: { a: "0" } })
  last().say(frame("a", "0", "1"))
  last().say(frame("a", "1", "2"))
  expect(events).toEqual(["1", "2"])
  expect(lines).toEqual(["connecting", "live"])
})

test("a frame that does not follow its stream brings a new board, never a guess", async () => {
  const { sockets, last, events, renew } = follow()
  last().say({ kind: "hello", epoch: "e", streams: { a: "0", b: "9" } })
  last().say(frame("b", "9", "10"))
  last().say(frame("a", "1", "2"))
  expect(events).toEqual(["10"])
  expect(renew).toHaveBeenCalledOnce()
  await vi.waitFor(() => expect(sockets).toHaveLength(2))
  expect(sockets[0]!.closed).toBe(true)
  expect(last().after).toEqual(["board2"])
  sockets[0]!.say(frame("b", "10", "11"))
  expect(events).toEqual(["10"])
})

test("the same event on two streams, or again after a resume, is told once", () => {
  const { last, events, timers } = follow()
  last().say({ kind: "hello", epoch: "e", streams: { a: "0", b: "0" } })
  last().say(frame("a", "0", "1", "same"))
  last().say(frame("b", "0", "7", "same"))
  last().onclose?.({ code: 1006 })
  timers.at(-1)!.work()
  expect(last().after).toEqual(["a~1", "b~7"])
  last().say({ kind: "hello", epoch: "e", streams: { a: "1", b: "7" } })
  last().say(frame("a", "1", "2", "same"))
  last().say(frame("a", "2", "3", "new"))
  expect(events).toEqual(["same", "new"])
})

test("resync means a new board and a new socket", async () => {
  const { sockets, last, renew } = follow()
  last().say({ kind: "hello", epoch: "e", streams: {} })
  last().say({ kind: "resync" })
  last().onclose?.({ code: 4010 })
  await vi.waitFor(() => expect(sockets).toHaveLength(2))
  expect(renew).toHaveBeenCalledOnce()
  expect(last().after).toEqual(["board2"])
})

test("a server that always says resync is not stormed", async () => {
  const { sockets, last, timers } = follow()
  for (let i = 1; i <= 2; i++) {
    last().say({ kind: "resync" })
    await vi.waitFor(() => expect(sockets).toHaveLength(i + 1))
  }
  last().say({ kind: "resync" })
  expect(sockets).toHaveLength(3)
  expect(timers).toHaveLength(1)
})

test("a board that cannot be had is asked for again after a pause", async () => {
  const renew = vi.fn().mockRejectedValueOnce(new Error("down")).mockResolvedValue("board3")
  const { sockets, last, timers, lines } = follow({ renew })
  last().say({ kind: "resync" })
  await vi.waitFor(() => expect(timers).toHaveLength(1))
  expect(lines.at(-1)).toBe("broken")
  timers[0]!.work()
  await vi.waitFor(() => expect(sockets).toHaveLength(2))
  expect(last().after).toEqual(["board3"])
})

test.each([
  [1006, true],
  [4000, true],
  [4499, true],
  [4500, false],
  [4999, false],
])("after close code %i it comes back: %s", (code, back) => {
  const { last, timers, lines } = follow()
  last().onclose?.({ code })
  expect(comesBack(code)).toBe(back)
  expect(timers).toHaveLength(back ? 1 : 0)
  expect(lines.at(-1)).toBe(back ? "broken" : "closed")
})

test("pauses grow with every failure, differ by chance, and end when the network returns", () => {
  const { feed, sockets, last, timers } = follow()
  for (let i = 0; i < 3; i++) {
    last().onclose?.({ code: 1006 })
    timers.at(-1)!.work()
  }
  expect(timers.map(({ ms }) => ms)).toEqual([325, 650, 1300])
  last().onclose?.({ code: 1006 })
  feed.nudge()
  expect(sockets).toHaveLength(5)
  feed.nudge()
  expect(sockets).toHaveLength(5)
  feed.nudge(true)
  expect(sockets).toHaveLength(6)
})
