// What waits on this phone for an account that a restored server does not know any more. Who joined the same house anew may take it over.
import { keep, pictureOf, recall, type Store } from "../../core/store"
import type { Account } from "../../core/wire"
import { peopleOf } from "./people"

export type Orphan = { id: string; name: string; n: number }

/** Only of the same house, and only what nobody has answered for yet. */
export async function orphans(base: Store, { household }: Account): Promise<Orphan[]> {
  const found: Orphan[] = []
  for (const { id, name, waiting, unknown } of await peopleOf(base)) {
    const [house, left] = await Promise.all([recall<string>(base.of(id), "house"), recall<true>(base.of(id), "disowned")])
    if (unknown && household && house?.value === household && !left) found.push({ id, name, n: waiting })
  }
  return found
}

/** From now on it is this person's: the same reports under the same keys, so that none arrives twice. */
export async function adopt(base: Store, from: string, to: string): Promise<void> {
  const theirs = (await base.all("outbox")).filter(({ owner }) => owner === from)
  await base.change(async (tx) => {
    for (const { key } of theirs) {
      const entry = await tx.get("outbox", key)
      if (entry?.owner !== from) continue
      await tx.put("outbox", { ...entry, owner: to, notBefore: 0 })
      const picture = await tx.get("kept", from + "/" + pictureOf(entry))
      if (!picture) continue
      await tx.put("kept", { ...picture, name: to + "/" + pictureOf(entry) })
      await tx.remove("kept", picture.name)
    }
    for (const name of ["left", "house", "disowned"]) await tx.remove("kept", from + "/" + name)
  })
}

/** Somebody else's: it stays for whoever it belongs to, and is not asked about again. */
export const disown = (base: Store, from: string): Promise<void> => keep(base.of(from), "disowned", true, Date.now())
