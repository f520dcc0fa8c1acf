// A board and its line as one thing: read once, follow, fold, tell at most once a frame. Phone, desk and boards use the same.
import type { Api } from "./api"
import { applyEvents, applyTally, applyZones, type Finals } from "./board"
import { Feed, type Line, type Socket } from "./feed"
import type { Board, EventFacts } from "./wire"

export type Live = {
  board: Board | null
  /** Newest first: what happened while this page watched. */
  recent: EventFacts[]
  line: Line
  degraded: boolean
  bus: string
  /** When the server last spoke, by this device's clock. */
  heardAt: number
  closeCode: number | null
  /** Since when it is not well, by this device's clock: cut off, or on a spare road. 0: it is well. */
  illAt: number
  /** Where the line stands: the last frame's position, or the board's. */
  cursor: string
}

export type LiveParts = {
  api: Pick<Api, "board">
  area: string
  open: (path: string) => Socket
  final: Finals
  /** requestAnimationFrame in a page; anything that calls back once in a test. */
  frame: (draw: () => void) => void
  onChange: (live: Live) => void
  /** Every new event, once; the screens that keep details use it to know what to read again. */
  onEvent?: (event: EventFacts) => void
  onBoard?: (board: Board) => void
  now?: () => number
}

const recentShown = 60

/**
 * How far the town's clock is ahead of this device's, by a board that came now. Every time on the wire is the town's; a phone's
 * own may lie. A second or two is the way of the answer, not the clock.
 */
export function driftOf(asOf: string, now: number): number {
  const drift = Date.parse(asOf) - now
  return Math.abs(drift) < 2000 ? 0 : drift
}

export type LiveLine = { close: () => void; nudge: (anew?: boolean) => void; current: () => Live }

export function watchArea(parts: LiveParts): LiveLine {
  const now = parts.now ?? Date.now
  let live: Live = { board: null, recent: [], line: "connecting", degraded: false, bus: "", heardAt: 0, closeCode: null, illAt: now(), cursor: "" }
  let drawing = false
  let waiting: EventFacts[] = []

  /** Events wait for the frame that will show them and are folded in one go; whoever asks before gets them folded too. */
  function settled(): Live {
    if (waiting.length === 0) return live
    const events = waiting
    waiting = []
    const recent = [...events.slice(-recentShown).reverse(), ...live.recent].slice(0, recentShown)
    return (live = { ...live, recent, ...(live.board ? { board: applyEvents(live.board, events, parts.final) } : {}) })
  }

  function change(step: Partial<Live>): void {
    live = { ...live, ...step }
    live.illAt = live.line === "live" && !live.degraded ? 0 : live.illAt || now()
    if (drawing) return
    drawing = true
    parts.frame(() => {
      drawing = false
      parts.onChange(settled())
    })
  }

  const fold = (step: (board: Board) => Board) =>
    change({ heardAt: now(), ...(live.board ? { board: step(live.board) } : {}) })

  const feed = new Feed({
    area: parts.area,
    open: (query) => parts.open("/api/v1/live?" + new URLSearchParams(query)),
    renew: async () => {
      const board = await parts.api.board(parts.area)
      settled() // what came on the line before belongs to the board before
      change({ board, heardAt: now(), cursor: board.cursor })
      parts.onBoard?.(board)
      return board.cursor
    },
    onEvent: (event, cursor) => {
      waiting.push(event)
      change({ heardAt: now(), cursor })
      parts.onEvent?.(event)
    },
    onTally: (_area, tallies) => fold((board) => applyTally(board, tallies)),
    onZones: (zones) => fold((board) => applyZones(board, zones)),
    onStatus: ({ degraded, bus }) => change({ degraded, bus, heardAt: now() }),
    onLine: (line, closeCode) => change({ line, closeCode: closeCode ?? null, ...(line === "live" ? { heardAt: now() } : {}) }),
  })
  feed.start()
  return { close: () => feed.close(), nudge: (anew) => feed.nudge(anew), current: settled }
}
