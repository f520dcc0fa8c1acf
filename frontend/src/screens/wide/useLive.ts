// The live board of one area as a hook, with the server's clock beside it: screens never trust the device's own hour.
import { useCallback, useEffect, useRef, useState } from "preact/hooks"
import { browserSocket } from "../../browser"
import { watchArea, type Live, type LiveLine } from "../../core/live"
import { Problem, Unreachable } from "../../core/problem"
import type { EventFacts } from "../../core/wire"
import { isFinal } from "../phone/catalogue"
import { keepBoard, keptBoard } from "./kept"
import { dueAfter, prove } from "./prove"
import { signedOut } from "./signedOut"
import type { Office } from "./start"

export type Watch = {
  live: Live
  /** Server time minus device time. */
  skew: number
  /** When a fresh board was last equal to what is shown, by this device's clock. */
  provenAt: number
  /** The fingerprint that was equal then. */
  proof: string
  /** The server will not show this area to this person. */
  refused: boolean
  /** Begins the line again, as after signing in anew. */
  anew: () => void
}

const nothing: Live = { board: null, recent: [], line: "connecting", degraded: false, bus: "", heardAt: 0, closeCode: null, illAt: 0, cursor: "" }

export function useLive(office: Office, onEvent?: (event: EventFacts) => void): Watch {
  // What this tab saw last stands until the server has answered; the strip says from when it is.
  const [watch, set] = useState<Omit<Watch, "anew">>(() => {
    const kept = keptBoard(office.area)
    return { live: kept ? { ...nothing, board: kept.board, heardAt: kept.at } : nothing, skew: 0, provenAt: 0, proof: "", refused: false }
  })
  const [round, anew] = useState(0)
  const skew = useRef(0)
  const told = useRef(onEvent)
  told.current = onEvent
  useEffect(() => {
    /** What happened since the last proof. Begun anew because of a difference is no proof yet. */
    const since = { returned: round > 0, folded: 0 }
    const line: LiveLine = watchArea({
      api: { board: (area) => office.api.board(area).catch(turnedAway) },
      area: office.area,
      open: browserSocket,
      final: (service, state) => isFinal(office.services, service, state),
      frame: whenDrawn,
      onChange: (live) => {
        if (live.line === "broken") since.returned = true
        set((watch) => ({ ...watch, live: live.board ? live : { ...live, board: watch.live.board, heardAt: live.heardAt || watch.live.heardAt }, skew: skew.current }))
      },
      onBoard: (board) => { skew.current = Date.parse(board.as_of) - Date.now() },
      onEvent: (event) => {
        since.folded++
        told.current?.(event)
      },
    })
    function turnedAway(problem: unknown): never {
      if (problem instanceof Problem && problem.signedOut) signedOut()
      else if (problem instanceof Problem && !problem.passing) set((watch) => ({ ...watch, refused: true }))
      throw problem
    }
    let proving = false
    let provenAt = 0
    const check = async () => {
      look()
      const { line: state, heardAt } = line.current()
      if (proving || state !== "live" || Date.now() - Math.max(heardAt, provenAt) < dueAfter(since)) return
      proving = true
      const proof = await prove({ fresh: () => office.api.board(office.area), current: () => line.current().board, wait: sleep }).catch((problem) => (problem instanceof Unreachable ? unheard : null))
      proving = false
      if (proof?.found === "same") {
        provenAt = Date.now()
        since.returned = false
        since.folded = 0
        set((watch) => ({ ...watch, provenAt, proof: proof.hash }))
      } else if (proof?.found === "differs") anew((n) => n + 1)
      // An open socket over a dead network says nothing for minutes; a server that cannot be asked is not heard either.
      else if (proof?.found === "unheard") distrust()
    }
    // Who was away for long, or stood still, may have a socket that is long gone, or is told what happened only at TCP's next try.
    let here = Date.now()
    const look = (event?: Event) => {
      const away = !document.hidden && Date.now() - here > asleepFrom
      if (!document.hidden) here = Date.now()
      if (event || away) line.nudge(away)
    }
    const timer = setInterval(() => void check(), 1000)
    const distrust = () => line.nudge(true)
    const leave = () => {
      const { board, heardAt } = line.current()
      if (board) keepBoard(board, heardAt)
    }
    addEventListener("online", look)
    addEventListener("offline", distrust)
    addEventListener("pagehide", leave)
    document.addEventListener("visibilitychange", look)
    return () => {
      clearInterval(timer)
      removeEventListener("online", look)
      removeEventListener("offline", distrust)
      removeEventListener("pagehide", leave)
      document.removeEventListener("visibilitychange", look)
      line.close()
    }
  }, [office, round])
  return { ...watch, anew: useCallback(() => anew((n) => n + 1), []) }
}

const asleepFrom = 5000
const unheard = { found: "unheard" } as const
const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** At most one drawing a frame; a hidden page gets no frames, so there the fold is told by a timer. */
function whenDrawn(draw: () => void): void {
  if (document.visibilityState === "visible") requestAnimationFrame(draw)
  else setTimeout(draw, 250)
}

/** The server's present moment, by whole seconds; only what shows a clock uses it. */
export function useServerNow(skew: number): number {
  const [now, set] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => set(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now + skew
}
