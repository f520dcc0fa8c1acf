// A quiet line proves nothing by being open. After a while without a frame the screen asks for a fresh board and compares
// fingerprints: the same figures, or it starts anew.
import { boardHash } from "../../core/hash"
import type { Board } from "../../core/wire"

export type Proof = { found: "same"; hash: string } | { found: "moved" | "differs" }

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
    if (!board || board !== before) return { found: "moved" }
    const hash = await boardHash(board)
    if (board.epoch === read.epoch && hash === (await boardHash(read))) return { found: "same", hash }
  }
  return { found: "differs" }
}

const quiet = 30_000
const soon = 2000
const many = 500

/** After how long without a word a proof is due: soon after the line came back or much was folded at once, else now and then. */
export const dueAfter = (line: { returned: boolean; folded: number }): number => (line.returned || line.folded >= many ? soon : quiet)
