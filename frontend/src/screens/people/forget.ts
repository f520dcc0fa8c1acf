// Whoever is signed out leaves nothing of the household on the phone but what was never sent: only its owner can decide.
import type { Api } from "../../core/api"
import { Problem } from "../../core/problem"
import { refill } from "../../core/refill"
import { pictureOf, recall, type Store } from "../../core/store"
import { chosen } from "../../core/who"
import type { Account } from "../../core/wire"
import { fleeting } from "./fleeting"

/** Rejects out of reach: only the server can end a session, and whoever believes to have left must have. */
export async function signOutHere(api: Pick<Api, "signOut">, store: Store): Promise<void> {
  await api.signOut().catch((problem: unknown) => {
    if (!(problem instanceof Problem && problem.signedOut)) throw problem
  })
  await forget(store)
}

/**
 * Whose session ended by another hand. Perhaps a backup was restored that does not know it: then what they sent since is lost there,
 * and waits here until they come in again. Where that cannot be asked, nothing of it is let go yet.
 */
export const lapsed = (api: Pick<Api, "get">, store: Store, who?: string): Promise<void> =>
  (lapsing = lapsing.catch(() => undefined).then(() => lapse(api, store, who)))

// One after another: several calls of a page find out at once that its session has ended.
let lapsing: Promise<void> = Promise.resolve()

async function lapse(api: Pick<Api, "get">, store: Store, who?: string): Promise<void> {
  const asked = await refill(api, store, fleeting).then(() => true, () => false)
  await forget(store, who, !asked)
}

/** Without a name, the one who uses the phone. */
export async function forget(store: Store, who?: string, sentToo = false): Promise<void> {
  const now = await chosen(store)
  const id = who ?? now
  if (!id) return
  const own = store.of(id)
  const account = (await recall<Account>(own, "account"))?.value
  const mine = (await store.all("outbox")).filter(({ owner }) => owner === id)
  const left = mine.filter(({ state }) => sentToo || state !== "sent")
  // The photo of a report stays with it.
  const stay = new Set(left.map(pictureOf))
  const gone = (await own.all("kept")).filter(({ name }) => !stay.has(name))
  const mark = <T>(name: string, value: T) => ({ name: id + "/" + name, at: Date.now(), value })
  // In one step: a phone that dies here either still knows who it was, or already knows whose reports wait.
  await store.change(async (tx) => {
    for (const { name } of gone) await tx.remove("kept", id + "/" + name)
    if (id === now) await tx.remove("kept", "who")
    for (const { key } of mine) if (!left.some((one) => one.key === key)) await tx.remove("outbox", key)
    if (!account || left.length === 0) return
    // By a name alone somebody finds what still waits for them; by their house, that it is theirs under a new account.
    await tx.put("kept", mark("left", account.name))
    if (left.some(({ again }) => again)) await tx.put("kept", mark("house", account.household))
  })
}
