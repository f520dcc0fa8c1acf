// Where a raised alarm stands on this phone: counting down, on its way, sounding, or not heard by anybody yet. Pure.
import { isOld, type Entry } from "../../core/outbox"
import { face } from "./face"

export const countdown = 5000
/** Sent unasked only while it may still be true. */
export const goodFor = 10 * 60_000

export const isRaise = ({ move, goodFor }: Pick<Entry, "move" | "goodFor">): boolean => move === face.urgent!.move && goodFor !== undefined

export type Standing =
  | { kind: "none" }
  | { kind: "counting"; entry: Entry; left: number }
  | { kind: "sending"; entry: Entry }
  | { kind: "unsent"; entry: Entry; maybe: boolean }
  | { kind: "old"; entry: Entry; maybe: boolean }
  | { kind: "refused"; entry: Entry; why: string }
  | { kind: "sent"; entry: Entry }

/** The newest alarm of this phone's queue. `now` is the town's, as the times of the view are. */
export function standingOf(queue: readonly Entry[], now: number, online: boolean): Standing {
  const entry = queue.filter(isRaise).at(-1)
  if (!entry) return { kind: "none" }
  const maybe = entry.tries > 0 || entry.state === "sending"
  if (entry.state === "sent") return { kind: "sent", entry }
  if (entry.state === "refused") return { kind: "refused", entry, why: entry.why?.detail ?? "" }
  if (entry.notBefore > now && entry.notBefore - entry.storedAt <= countdown) return { kind: "counting", entry, left: Math.min(countdown / 1000, Math.ceil((entry.notBefore - now) / 1000)) }
  if (isOld(entry, now)) return { kind: "old", entry, maybe }
  // The first moments of sending are no silence yet.
  return online && entry.tries === 0 && now < entry.notBefore + 4000 ? { kind: "sending", entry } : { kind: "unsent", entry, maybe }
}
