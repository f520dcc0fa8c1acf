// The live line. It proves for each stream that nothing is missing (each frame names the one before it), drops repeats,
// and when a proof fails it asks for a new board instead of guessing.
import type { EventFacts, Frame, Tallies, Zones } from "./wire"

/** The part of a browser's WebSocket that the feed needs. */
export type Socket = {
  onmessage: ((message: { data: unknown }) => void) | null
  onclose: ((close: { code: number }) => void) | null
  close: (code?: number) => void
}

/** What a screen may say about its line. "closed" means: it will not come back by itself. */
export type Line = "connecting" | "live" | "broken" | "closed"

export type FeedParts = {
  /** Opens a socket for these query values. */
  open: (query: [name: string, value: string][]) => Socket
  area: string
  /** Takes a new board and gives its cursor; the feed continues from there. */
  renew: () => Promise<string>
  onEvent: (event: EventFacts, cursor: string) => void
  onTally?: (area: string, tallies: Tallies) => void
  onZones?: (zones: Zones) => void
  onStatus?: (status: { degraded: boolean; bus: string }) => void
  onLine: (line: Line, closeCode?: number) => void
  later?: (ms: number, work: () => void) => () => void
  random?: () => number
}

const remembered = 4096
const slowest = 20_000

/** Mirrors hub/close.go: 4000–4499 ask a client to come back, 4500–4999 tell it not to. */
export const comesBack = (code: number): boolean => code < 4500 || code > 4999

const wait = (ms: number, work: () => void) => {
  const timer = setTimeout(work, ms)
  return () => clearTimeout(timer)
}

export class Feed {
  private socket: Socket | null = null
  private epoch = ""
  /** Where each stream stands: the cursor that the next frame must name as its `prev`. */
  private links = new Map<string, string>()
  private seen = new Set<string>()
  private tries = 0
  /** New boards asked for since the last frame that fitted: more than one in a row must not become a storm. */
  private renewals = 0
  private turn = 0
  private done = false
  private callOff: () => void = () => undefined

  constructor(
    private readonly parts: FeedParts,
    /** The cursor of the board that the feed continues; without one it begins by taking a board. */
    private cursor = "",
  ) {}

  start(): void {
    if (this.cursor || this.links.size) this.connect()
    else void this.renew()
  }

  close(): void {
    this.done = true
    this.drop()
    this.parts.onLine("closed")
  }

  /** The network is back or the page is looked at again: no use in waiting out a pause. `anew` also distrusts an open socket. */
  nudge(anew = false): void {
    if (this.done || (this.socket && !anew)) return
    this.tries = 0
    this.drop()
    this.start()
  }

  private connect(): void {
    this.drop()
    const turn = ++this.turn
    this.parts.onLine("connecting")
    const after: string[] = this.links.size
      ? [...this.links].map(([stream, cursor]) => stream + "~" + cursor)
      : [this.cursor]
    const socket = this.parts.open([["area", this.parts.area], ...after.map((value): [string, string] => ["after", value])])
    this.socket = socket
    // A socket that was replaced may still speak; its turn is over.
    socket.onmessage = ({ data }) => void (turn === this.turn && this.take(data))
    socket.onclose = ({ code }) => void (turn === this.turn && this.lost(code))
  }

  private drop(): void {
    this.callOff()
    this.turn++
    this.socket?.close(1000)
    this.socket = null
  }

  private lost(code: number): void {
    this.socket = null
    if (this.done) return
    if (!comesBack(code)) {
      this.done = true
      this.parts.onLine("closed", code)
      return
    }
    this.parts.onLine("broken", code)
    this.pause()
  }

  /** Everybody comes back at another moment, or a restarted server would be run over. */
  private pause(): void {
    const longest = Math.min(slowest, 500 * 2 ** this.tries++)
    const random = (this.parts.random ?? Math.random)()
    this.callOff()
    this.callOff = (this.parts.later ?? wait)(Math.round(longest * (0.3 + 0.7 * random)), () => this.start())
  }

  private async renew(): Promise<void> {
    this.drop()
    this.links.clear()
    this.cursor = ""
    if (++this.renewals > 2) {
      this.renewals = 1
      this.parts.onLine("broken")
      return this.pause()
    }
    const turn = this.turn
    try {
      const cursor = await this.parts.renew()
      if (turn !== this.turn || this.done) return
      this.cursor = cursor
      this.connect()
    } catch {
      if (turn !== this.turn || this.done) return
      this.parts.onLine("broken")
      this.pause()
    }
  }

  private take(data: unknown): void {
    const frame = parse(data)
    if (!frame) return
    switch (frame.kind) {
      case "hello":
        this.hello(frame.epoch, frame.streams)
        break
      case "event":
        this.event(frame.stream, frame.prev, frame.cursor, frame.event)
        break
      case "tally":
        this.parts.onTally?.(frame.area, frame.tallies)
        break
      case "zone":
        this.parts.onZones?.(frame.zones)
        break
      case "status":
        this.parts.onStatus?.({ degraded: frame.degraded, bus: frame.bus })
        break
      case "resync":
        this.parts.onLine("connecting")
        void this.renew()
    }
  }

  private hello(epoch: string, streams: Record<string, string>): void {
    // Another lineage of the database: nothing we hold is of use. The server says resync next.
    if (this.epoch && epoch !== this.epoch) this.seen.clear()
    this.epoch = epoch
    this.links = new Map(Object.entries(streams))
    this.tries = 0
    this.parts.onLine("live")
  }

  private event(stream: string, prev: string, cursor: string, event: EventFacts): void {
    if (this.links.get(stream) !== prev) {
      this.parts.onLine("connecting")
      void this.renew()
      return
    }
    this.links.set(stream, cursor)
    this.renewals = 0
    // The same event may come on two streams, and again after a resume.
    if (this.seen.has(event.id)) return
    this.seen.add(event.id)
    if (this.seen.size > remembered) this.seen.delete(this.seen.values().next().value!)
    this.parts.onEvent(event, cursor)
  }
}

function parse(data: unknown): Frame | null {
  if (typeof data !== "string") return null
  try {
    return JSON.parse(data) as Frame
  } catch {
    return null
  }
}
