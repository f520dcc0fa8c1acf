// A town through whose line more comes than any town has: pages and everything quiet from the real server, board and socket from
// here. What it counts it counts by itself, and writes its fingerprint without a line of the page's code.
import { createHash } from "node:crypto"
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { WebSocketServer, type WebSocket } from "ws"

type Counts = Record<string, Record<string, Record<string, number>>>
export type Flood = { url: string; pour: (perSecond: number, seconds: number) => Promise<number>; hash: () => string; close: () => Promise<void> }

const kelurahan = "33.74.08.1006"
const stages = ["", "filed", "verified", "claimed", "dispatched", "closed"]

export async function openFlood(real: string): Promise<Flood> {
  const login = await fetch(real + "/api/v1/session", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ login: "lurah", secret: "jogotonggo" }) })
  const { token } = (await login.json()) as { token: string }
  const board = await (await fetch(`${real}/api/v1/board?area=${kelurahan}`, { headers: { Authorization: "Bearer " + token } })).json()
  const rts: string[] = board.rts
  const tallies: Counts = board.tallies
  const open = new Map<string, { id: string; area: string; stage: number; version: number }>()
  let told = 0
  const sockets = new Set<WebSocket>()

  const add = (area: string, state: string, by: number) => {
    const of = ((tallies[area] ??= {})["aid"] ??= {})
    of[state] = (of[state] ?? 0) + by
  }
  const hash = () => createHash("sha256").update(sorted({ tallies: bare(tallies), zones: board.zones })).digest("hex")

  /** One step of some case: half of them begin, the others go on to the end. */
  function step(at: number) {
    const going = open.size > 150 || (open.size > 0 && at % 2 === 0) ? [...open.values()][at % Math.min(open.size, 40)]! : null
    const one = going ?? { id: `0197b000-0000-7000-8000-${String(at).padStart(12, "0")}`, area: rts[(at * 7) % rts.length]!, stage: 0, version: 0 }
    const [from, state] = [stages[one.stage]!, stages[one.stage + 1]!]
    one.stage++
    one.version++
    if (state === "closed") open.delete(one.id)
    else open.set(one.id, one)
    for (const area of [one.area, kelurahan]) {
      if (from) add(area, from, -1)
      add(area, state, 1)
    }
    const asked = state === "filed"
    const now = Date.now()
    return {
      id: `0197c000-0000-7000-8000-${String(at).padStart(12, "0")}`, at: new Date(now).toISOString(), area: one.area, service: "aid", type: asked ? "request" : state, case: one.id,
      from, state, priority: at % 3 ? "biasa" : "penting", level: asked ? "rt" : null, next: asked ? "rw" : null, due: asked ? new Date(now + 1_800_000).toISOString() : null, due_for: asked ? "pass_on" : null, version: one.version,
    }
  }

  const pages = createServer((asked, answer) => {
    if (asked.url!.startsWith("/api/v1/board")) {
      answer.setHeader("Content-Type", "application/json")
      return answer.end(JSON.stringify({ ...board, tallies, as_of: new Date().toISOString(), cursor: String(told), hash: hash() }))
    }
    pass(real, asked, answer)
  })
  const line = new WebSocketServer({ server: pages, handleProtocols: () => "jogotonggo.v1" })
  line.on("connection", (socket) => {
    sockets.add(socket)
    socket.on("close", () => sockets.delete(socket))
    socket.send(JSON.stringify({ kind: "hello", epoch: board.epoch, streams: { desk: String(told) } }))
  })
  await new Promise<void>((ready) => pages.listen(0, "localhost", ready))

  return {
    url: `http://localhost:${(pages.address() as AddressInfo).port}`,
    hash,
    /** So many events a second, as evenly as a timer allows, each in a message of its own. */
    pour: (perSecond, seconds) =>
      new Promise((done) => {
        const began = Date.now()
        const all = perSecond * seconds
        const first = told
        const timer = setInterval(() => {
          const due = Math.min(all, Math.floor(((Date.now() - began) / 1000) * perSecond))
          while (told - first < due) {
            const event = step(++told)
            const frame = JSON.stringify({ kind: "event", stream: "desk", prev: String(told - 1), cursor: String(told), event })
            sockets.forEach((socket) => socket.send(frame))
          }
          if (due < all) return
          clearInterval(timer)
          done(told - first)
        }, 4)
      }),
    close: async () => {
      sockets.forEach((socket) => socket.terminate())
      line.close()
      pages.closeAllConnections()
      await new Promise((gone) => pages.close(gone))
    },
  }
}

function pass(real: string, asked: IncomingMessage, answer: ServerResponse): void {
  const { host: _, origin: __, ...headers } = asked.headers
  const on = request(real + asked.url, { method: asked.method!, headers }, (from) => {
    answer.writeHead(from.statusCode!, from.headers)
    from.pipe(answer)
  })
  on.on("error", () => answer.destroy())
  asked.pipe(on)
}

/** A count of zero says nothing, nor does a service without any. */
function bare(tallies: Counts): Counts {
  const some = <T>(of: Record<string, T>, keep: (value: T) => boolean) => Object.fromEntries(Object.entries(of).filter(([, value]) => keep(value)))
  return Object.fromEntries(Object.entries(tallies).map(([area, services]) => [area, some(Object.fromEntries(Object.entries(services).map(([name, states]) => [name, some(states, (n) => n !== 0)])), (states) => Object.keys(states).length > 0)]))
}

/** RFC 8785 for what a board holds. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, one) => (one && typeof one === "object" && !Array.isArray(one) ? Object.fromEntries(Object.keys(one).sort().map((key) => [key, one[key]])) : one))
