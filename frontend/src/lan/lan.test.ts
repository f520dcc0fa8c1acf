// What a page over plain http is given in place of a cookie and a socket.
import { afterEach, expect, test, vi } from "vitest"
import { bearing } from "./bearing"
import { Line } from "./line"

const at = "http://192.168.1.5:8080"
const json = (body: unknown, status = 200) => new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } })

function shelf() {
  const kept = new Map<string, string>()
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) }
}

test("whoever came in is said with every request to this server and to no other, until they leave", async () => {
  const asked: [string, string, string | null][] = []
  const plain = (async (request: Request) => {
    asked.push([request.method, request.url.replace(at, ""), request.headers.get("Authorization")])
    if (request.method === "DELETE") return json(null, 204)
    return json(request.url.endsWith("/session") ? { token: "abc", account: { id: "a" } } : { token: "no way in" })
  }) as typeof fetch
  const fetch = bearing(plain, shelf(), at)
  await fetch("/api/v1/about")
  const entered = await fetch("/api/v1/session", { method: "POST", body: "{}" })
  expect(await entered.json()).toEqual({ token: "abc", account: { id: "a" } })
  await fetch("/api/v1/aid/request", { method: "POST", body: "{}" })
  await fetch("/assets/x.js")
  await fetch("http://192.168.1.6:8080/api/v1/me")
  await fetch("/api/v1/session", { method: "DELETE" })
  await fetch("/api/v1/me")
  expect(asked).toEqual([
    ["GET", "/api/v1/about", null], ["POST", "/api/v1/session", null], ["POST", "/api/v1/aid/request", "Bearer abc"], ["GET", "/assets/x.js", null],
    ["GET", "http://192.168.1.6:8080/api/v1/me", null], ["DELETE", "/api/v1/session", "Bearer abc"], ["GET", "/api/v1/me", null],
  ])
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** A line whose stream says these pieces and then ends, or stays open. */
function listen(pieces: string[], status = 200, open = false) {
  const body = new ReadableStream<Uint8Array>({
    start(into) {
      for (const piece of pieces) into.enqueue(new TextEncoder().encode(piece))
      if (!open) into.close()
    },
  })
  vi.stubGlobal("fetch", async () => new Response(status === 200 ? body : null, { status }))
  const heard: unknown[] = []
  const line = new Line("ws://192.168.1.5:8080/api/v1/live?area=33")
  const ended = new Promise<number>((done) => (line.onclose = ({ code }) => done(code)))
  line.onmessage = ({ data }) => heard.push(data)
  return { line, heard, ended }
}

test("frames come whole, however the network cuts them", async () => {
  const { heard, ended } = listen(["id: s~1\nda", 'ta: {"kind":"hello"}\n', "\n: ping\n\nid: s~2\ndata: {\"kind\":", '"event"}\n\nretry: 700\n\n'])
  expect(await ended).toBe(4000)
  expect(heard).toEqual(['{"kind":"hello"}', '{"kind":"event"}'])
})

test("asked to stay away it says so, and refused it comes back", async () => {
  expect(await listen(["retry: 3600000\n\n"]).ended).toBe(4500)
  expect(await listen([], 403).ended).toBe(1006)
})

test("a line that says nothing for a minute is dead, one that was closed is silent", async () => {
  vi.useFakeTimers()
  const quiet = listen([], 200, true)
  await vi.advanceTimersByTimeAsync(60_001)
  expect(await quiet.ended).toBe(1006)
  const { line } = listen([], 200, true)
  const told = vi.fn()
  line.onclose = told
  line.close()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(told).not.toHaveBeenCalled()
})
