// A quiet line proves nothing by being open. After a while without a frame the screen asks for a fresh board and compares
// fingerprints: the same figures, or it starts anew.
import { boardHash } from "../../core/hash"
import type { Board } from "../../core/wire"

export type Proof = "same" | "moved" | "differs"

type Parts = {
  fresh: () => Promise<Board>
  current: () => Board | null
  wait: (ms: number) => Promise<void>
}

/** An event may be read before its frame arrives; only what still differs after this long was missed. */
const patience = 3000

export async function prove({ fresh, current, wait }: Parts): Promise<Proof> {
  for (let tries = 0; tries < 2; tries++) {
    if (tries > 0) await wait(patience)
    const before = current()
    const read = await fresh()
    const board = current()
    // A frame came meanwhile: the line is alive, and its chain is its own proof.
    if (!board || board !== before) return "moved"
    if (board.epoch === read.epoch && (await boardHash(board)) === (await boardHash(read))) return "same"
  }
  return "differs"
}
