// The fingerprint of what a board shows: SHA-256 of {tallies, zones} in canonical JSON (RFC 8785), zero counts left out.
// Two screens with the same fingerprint show the same figures.
import type { Board } from "./wire"

/** RFC 8785 for the values a board holds: sorted keys, no spaces. JSON.stringify already writes strings and numbers so. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return "[" + value.map(canonical).join(",") + "]"
  if (value === null || typeof value !== "object") return JSON.stringify(value)
  const pairs = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, one]) => JSON.stringify(key) + ":" + canonical(one))
  return "{" + pairs.join(",") + "}"
}

/** A count of zero says nothing, nor does a service without any; an area is named even when it is empty. */
function withoutZeros(tallies: Board["tallies"]): Board["tallies"] {
  const kept: Board["tallies"] = {}
  for (const [area, services] of Object.entries(tallies)) {
    const some: Board["tallies"][string] = (kept[area] = {})
    for (const [service, states] of Object.entries(services))
      for (const [state, n] of Object.entries(states)) if (n !== 0) (some[service] ??= {})[state] = n
  }
  return kept
}

export async function boardHash(board: Pick<Board, "tallies" | "zones">): Promise<string> {
  const text = canonical({ tallies: withoutZeros(board.tallies), zones: board.zones })
  const bytes = new TextEncoder().encode(text)
  // Over plain http a browser keeps its own to itself.
  const digest = crypto.subtle ? await crypto.subtle.digest("SHA-256", bytes) : (await import("./sha256")).sha256(bytes)
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("")
}
