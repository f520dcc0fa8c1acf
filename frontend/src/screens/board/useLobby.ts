// The lobby's board, read now and then, and the line beside it on which everybody's news would come.
import { useEffect, useState } from "preact/hooks"
import { browserApi, browserSocket } from "../../browser"
import { Feed } from "../../core/feed"
import type { Live } from "../../core/live"
import { Problem } from "../../core/problem"
import { lobbyOf, openKiosk } from "../../core/walls"
import type { Lobby } from "../../core/wire"

export type Watched = { lobby: Lobby | null; live: Live; skew: number; trouble: "" | "gone" | "spent" }

const readAgain = 20_000
const nothing: Live = { board: null, recent: [], line: "connecting", degraded: false, bus: "", heardAt: 0, closeCode: null, illAt: 0, cursor: "" }

/** With a code this screen comes in by it, once; the address then forgets it. */
export function useLobby(code: string): Watched {
  const [watched, set] = useState<Watched>({ lobby: null, live: nothing, skew: 0, trouble: "" })
  useEffect(() => {
    const api = browserApi()
    let feed: Feed | null = null
    let over = false
    let timer: ReturnType<typeof setTimeout>
    const tell = (step: Partial<Live>) => set((now) => ({ ...now, live: { ...now.live, ...step, illAt: illSince(now.live, step) } }))

    async function read(): Promise<void> {
      clearTimeout(timer)
      try {
        const lobby = await lobbyOf(api)
        if (over) return
        set((now) => ({ ...now, lobby, skew: Date.parse(lobby.as_of) - Date.now(), trouble: "" }))
        tell({ heardAt: Date.now() })
        follow(lobby.area)
      } catch (problem) {
        if (over) return
        if (problem instanceof Problem && !problem.passing) return end("gone")
        tell({ line: "broken" })
      }
      timer = setTimeout(() => void read(), readAgain)
    }

    function follow(area: string): void {
      if (feed) return
      feed = new Feed({
        area,
        open: (query) => browserSocket("/api/v1/live?" + new URLSearchParams(query)),
        renew: async () => "",
        onEvent: () => void read(),
        onStatus: ({ degraded, bus }) => tell({ degraded, bus, heardAt: Date.now() }),
        onLine: (line, closeCode) => {
          tell({ line, closeCode: closeCode ?? null })
          // The line came back: what stood still is read at once. It was ended: was this screen taken down?
          if (line === "live" || line === "closed") void read()
        },
      })
      feed.start()
    }

    function end(trouble: "gone" | "spent"): void {
      over = true
      clearTimeout(timer)
      feed?.close()
      set((now) => ({ ...now, trouble }))
    }

    async function enter(): Promise<void> {
      if (!code) return read()
      try {
        await openKiosk(api, code)
        history.replaceState(null, "", "#lobi")
        await read()
      } catch (problem) {
        if (problem instanceof Problem && !problem.passing) return end("spent")
        tell({ line: "broken" })
        timer = setTimeout(() => void enter(), readAgain)
      }
    }
    const back = () => feed?.nudge()
    const distrust = () => feed?.nudge(true) // an open socket over a dead network says nothing for minutes
    addEventListener("online", back)
    addEventListener("offline", distrust)
    void enter()
    return () => {
      over = true
      clearTimeout(timer)
      removeEventListener("online", back)
      removeEventListener("offline", distrust)
      feed?.close()
    }
  }, [code])
  return watched
}

/** Since when a line is not well; 0 while it is. */
const illSince = (before: Live, step: Partial<Live>): number => {
  const after = { ...before, ...step }
  return after.line === "live" && !after.degraded ? 0 : before.illAt || Date.now()
}
