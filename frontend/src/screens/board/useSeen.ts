// "Sejak Anda terakhir melihat": the last look of this person at this area, kept on the device as a position in the log. What
// happened since is read from there, so it is whole, however long the screen was dark.
import { useEffect, useRef, useState } from "preact/hooks"
import { logAfter } from "../../core/walls"
import type { EventFacts } from "../../core/wire"
import { dayOf } from "../../core/time"
import type { Office } from "../wide/start"

type Mark = { at: number; cursor: string }
type Kept = { last: Mark; before: Mark | null }
export type Since = { at: number; missed: readonly EventFacts[] }

const pageSize = 200
const mostPages = 5
/** Coming back within ten minutes goes on with the same look. */
const sameLook = 10 * 60_000

/** `at` is the server's time; `cursor` where the line stands now. */
export function useSeen(office: Office, area: string, at: number, skew: number, cursor: string): Since {
  const slot = `jt.seen.${office.account.id}.${area}`
  const [opened] = useState(() => ({ at, kept: keptIn(slot) }))
  const mark = markOf(opened.kept, opened.at)
  const [missed, set] = useState<readonly EventFacts[]>([])
  const now = useRef({ skew, cursor })
  now.current = { skew, cursor }

  useEffect(() => {
    const leave = () => {
      const kept: Kept = { last: { at: Date.now() + now.current.skew, cursor: now.current.cursor }, before: mark }
      localStorage.setItem(slot, JSON.stringify(kept))
    }
    const hide = () => document.visibilityState === "hidden" && leave()
    addEventListener("pagehide", leave)
    document.addEventListener("visibilitychange", hide)
    return () => {
      removeEventListener("pagehide", leave)
      document.removeEventListener("visibilitychange", hide)
    }
  }, [slot])

  useEffect(() => {
    if (!mark) return
    // A position of another lineage opens nothing: then only what is on the board can be told.
    void readSince(office, area, mark.cursor).then(set, () => undefined)
  }, [slot])
  return { at: mark?.at ?? midnight(opened.at, office.account.time_zone), missed }
}

async function readSince(office: Office, area: string, after: string): Promise<EventFacts[]> {
  const found: EventFacts[] = []
  for (let page = 0; page < mostPages; page++) {
    const { events, cursor } = await logAfter(office.api, area, after, pageSize)
    found.push(...events)
    if (events.length < pageSize) break
    after = cursor
  }
  return found.reverse()
}

export const markOf = (kept: Kept | null, now: number): Mark | null => (kept && now - kept.last.at < sameLook ? kept.before : (kept?.last ?? null))

function keptIn(slot: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(slot) ?? "null") as Kept | null
  } catch {
    return null
  }
}

/** Who never looked sees the running day. */
function midnight(at: number, zone: string): number {
  const day = dayOf(at, zone)
  let start = at - (at % 60_000)
  while (dayOf(start - 900_000, zone) === day) start -= 900_000
  while (dayOf(start - 60_000, zone) === day) start -= 60_000
  return start
}
