// Whoever is signed out leaves nothing of the household on the phone but what was never sent: only its owner can decide.
import type { Api } from "../../core/api"
import { Problem } from "../../core/problem"
import { keep, pictureOf, recall, type Store } from "../../core/store"
import { chosen } from "../../core/who"
import type { Account } from "../../core/wire"

/** Rejects out of reach: only the server can end a session, and whoever believes to have left must have. */
export async function signOutHere(api: Pick<Api, "signOut">, store: Store): Promise<void> {
  await api.signOut().catch((problem: unknown) => {
    if (!(problem instanceof Problem && problem.signedOut)) throw problem
  })
  await forget(store)
}

/** Without a name, the one who uses the phone. */
export async function forget(store: Store, who?: string): Promise<void> {
  const now = await chosen(store)
  const id = who ?? now
  if (!id) return
  const own = store.of(id)
  const name = (await recall<Account>(own, "account"))?.value.name
  const mine = (await store.all("outbox")).filter(({ owner }) => owner === id)
  // The photo of a report stays with it.
  const stay = new Set(mine.filter(({ state }) => state !== "sent").map(pictureOf))
  for (const one of await own.all("kept")) if (!stay.has(one.name)) await own.remove("kept", one.name)
  if (id === now) await store.remove("kept", "who")
  for (const { key, state } of mine) if (state === "sent") await store.remove("outbox", key)
  // By a name alone somebody finds what still waits for them.
  if (name && stay.size > 0) await keep(own, "left", name, Date.now())
}
