// What its person may still change on an entry that waits. Few need it and a first visit does not: it comes with the pages that ask for it.
import { isFree, isOld, type Entry, type Outbox } from "./outbox"

/**
 * A refused command with a better body goes out again under its old key: a refusal kept nothing under it. So does one that
 * surely never left, and an old one that still holds. False when it may be on its way as it was.
 */
export async function mend(outbox: Outbox, key: string, body: Record<string, unknown>, title?: string): Promise<boolean> {
  const mended = await outbox.alter(key, (entry) => {
    const now = outbox.now()
    const { why, ...rest } = entry
    if (!why && !isFree(entry) && !isOld(entry, now)) return entry
    const again = { state: "stored" as const, tries: why ? 0 : entry.tries, notBefore: now, heldAt: now, ...(entry.goodFor && { storedAt: now }) }
    return { ...rest, body, title: title ?? entry.title, ...again }
  })
  void outbox.flush()
  return mended?.body === body
}

/** From now on somebody else may bring it too, exactly as it stands. A photo does not fit into a code: it goes without. */
export const handOver = (outbox: Outbox, key: string): Promise<Entry | undefined> =>
  outbox.alter(key, (entry) => {
    const { photo: _, ...body } = entry.body
    return entry.state === "sent" ? entry : { ...entry, body, carriedAt: entry.carriedAt ?? outbox.now() }
  })
