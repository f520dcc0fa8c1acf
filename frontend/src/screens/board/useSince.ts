// "Sejak Anda terakhir melihat": when this screen was last looked at, kept on the device and read once on opening.
import { useEffect, useState } from "preact/hooks"

const atLeast = 30 * 60_000
const atMost = 24 * 3_600_000

/** Server time since which news count: the last look, at least half an hour and at most a day ago. */
export function useSince(area: string, now: number, skew: number): number {
  const slot = "jt.seen." + area
  const [last] = useState(() => Number(localStorage.getItem(slot)) || 0)
  const [opened] = useState(now)
  useEffect(() => {
    const leave = () => localStorage.setItem(slot, String(Date.now() + skew))
    const hide = () => document.visibilityState === "hidden" && leave()
    addEventListener("pagehide", leave)
    document.addEventListener("visibilitychange", hide)
    return () => {
      removeEventListener("pagehide", leave)
      document.removeEventListener("visibilitychange", hide)
    }
  }, [slot, skew])
  return Math.max(opened - atMost, Math.min(opened - atLeast, last || opened - atMost))
}
