// What this tab saw last: facts, no text. It stands on the screen again when the page is loaded while the server is away, and goes with
// the tab or with whoever signs out.
import type { About, Account, Board, Service } from "../../core/wire"

export type KeptOffice = { account: Account; about: About; services: Service[] }
export type KeptBoard = { board: Board; at: number }

const slots = { office: "jt.office", board: "jt.board" } as const

function keep(slot: string, value: unknown): void {
  try {
    sessionStorage.setItem(slot, JSON.stringify(value))
  } catch {
    // A full store keeps nothing; the screen is as it would be without one.
  }
}

function recall<T>(slot: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(slot) ?? "null") as T | null
  } catch {
    return null
  }
}

export const keepOffice = (office: KeptOffice): void => {
  const before = keptOffice()
  if (before && before.account.id !== office.account.id) dropKept()
  keep(slots.office, office)
}
export const keptOffice = (): KeptOffice | null => recall<KeptOffice>(slots.office)

export const keepBoard = (board: Board, at: number): void => keep(slots.board, { board, at })
export const keptBoard = (area: string): KeptBoard | null => {
  const kept = recall<KeptBoard>(slots.board)
  return kept?.board.area === area ? kept : null
}

export const dropKept = (): void => Object.values(slots).forEach((slot) => sessionStorage.removeItem(slot))
