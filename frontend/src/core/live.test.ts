import { expect, test, vi } from "vitest"
import type { Socket } from "./feed"
import { watchArea, type Live } from "./live"
import type { Board } from "./wire"

test("a board is read once, followed, and drawn at most once a frame", async () => {
  const board = { area: "k", cursor: "b1", tallies: { k: {} }, zones: {}, cases: [], more: 0 } as unknown as Board
  const sockets: (Socket & { path: string })[] = []
  const frames: (() => void)[] = []
  const drawn: Live[] = []
  const told: string[] = []
  const line = watchArea({
    api: { board: async () => board },
    area: "k",
    open: (path) => (sockets.push({ path, onmessage: null, onclose: null, close: () => undefined }), sockets.at(-1)!),
    final: () => false,
    frame: (draw) => frames.push(draw),
    onChange: (live) => drawn.push(live),
    onEvent: ({ id }) => told.push(id),
  })
  await vi.waitFor(() => expect(sockets).toHaveLength(1))
  expect(sockets[0]!.path).toBe("/api/v1/live?area=k&after=b1")
  const say = (frame: unknown) => sockets[0]!.onmessage!({ data: JSON.stringify(frame) })
  frames.splice(0).forEach((draw) => draw())
  drawn.length = 0

  say({ kind: "hello", epoch: "e", streams: { s: "0" } })
  const event = { service: "aid", area: "k/RT01", from: "", state: "filed", priority: "biasa", due: null, at: "2026-11-21T10:00:00Z" }
  say({ kind: "event", stream: "s", prev: "0", cursor: "1", event: { ...event, id: "1", case: "c1" } })
  say({ kind: "event", stream: "s", prev: "1", cursor: "2", event: { ...event, id: "2", case: "c2" } })
  expect(frames).toHaveLength(1)
  frames.splice(0).forEach((draw) => draw())
  expect(drawn).toHaveLength(1)
  expect(drawn[0]).toMatchObject({ line: "live", recent: [{ id: "2" }, { id: "1" }], board: { tallies: { k: { aid: { filed: 2 } } } } })
  expect(told).toEqual(["1", "2"])
  line.close()
})
