// The phone's own memory: what waits to be sent, and what was last known. One database, opened once.
import { openDB, type DBSchema, type IDBPDatabase } from "idb"
import type { Entry } from "./outbox"

export type Kept<T = unknown> = { name: string; at: number; value: T }

interface Shelves extends DBSchema {
  outbox: { key: string; value: Entry }
  kept: { key: string; value: Kept }
  numbers: { key: string; value: number }
}

export type Store = IDBPDatabase<Shelves>

export function openStore(name = "jogotonggo"): Promise<Store> {
  return openDB<Shelves>(name, 1, {
    upgrade(db) {
      db.createObjectStore("outbox", { keyPath: "key" })
      db.createObjectStore("kept", { keyPath: "name" })
      db.createObjectStore("numbers")
    },
    // A newer page wants to change the shelves; this old one must not stand in its way.
    blocking: (_now, _wanted, event) => (event.target as IDBDatabase).close(),
  })
}

/** Remembers an answer with the moment it was true, so that a screen can say "per 10.44". */
export async function keep<T>(store: Store, name: string, value: T, at: number): Promise<void> {
  // Losing a copy of what the server knows is no loss; only the outbox must never fail silently.
  await store.put("kept", { name, at, value }).catch(() => undefined)
}

export async function recall<T>(store: Store, name: string): Promise<Kept<T> | undefined> {
  return (await store.get("kept", name)) as Kept<T> | undefined
}

/** Signing out leaves nothing of the household on the phone. Unsent reports stay: only their owner can decide. */
export const forget = (store: Store): Promise<void> => store.clear("kept")
