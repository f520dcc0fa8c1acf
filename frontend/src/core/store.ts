// The phone's own memory: what waits to be sent, and what was last known. One database, opened once.
// IndexedDB needs only these few promises here; a library for it would weigh more than the outbox itself.
import type { Entry } from "./outbox"

export type Kept<T = unknown> = { name: string; at: number; value: T }

export type Shelves = { outbox: Entry; kept: Kept; numbers: number }
export type Shelf = keyof Shelves

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => failed(request.error)
  })

/** What may be done inside one transaction: all of it or nothing. */
export type Hand = {
  get: <S extends Shelf>(shelf: S, key: string) => Promise<Shelves[S] | undefined>
  put: <S extends Shelf>(shelf: S, value: Shelves[S], key?: string) => Promise<unknown>
  remove: (shelf: Shelf, key: string) => Promise<unknown>
}

export class Store {
  /** Before the names of what is kept for one person. */
  protected readonly mark: string = ""
  /** It could not be opened: nothing lies here longer than the page lives. */
  readonly shut: boolean = false
  private db!: IDBDatabase

  constructor(db: IDBDatabase | null) {
    if (db) this.use(db)
  }

  /** A phone short of space may take the database away from under an open page; what is opened then is empty. */
  private use(db: IDBDatabase): void {
    this.db = db
    db.onclose = () => void opened(db.name).then((anew) => this.use(anew), () => undefined)
  }

  /** The same memory for one person: several may share a phone, and what is kept for one is no other's. */
  of(account: string): Store {
    return Object.assign(Object.create(this) as Store, { mark: account + "/" })
  }

  protected key(shelf: Shelf, key: string): string {
    return shelf === "kept" ? this.mark + key : key
  }

  private marked<S extends Shelf>(shelf: S, value: Shelves[S]): Shelves[S] {
    return shelf === "kept" ? ({ ...(value as Kept), name: this.mark + (value as Kept).name } as Shelves[S]) : value
  }

  get<S extends Shelf>(shelf: S, key: string): Promise<Shelves[S] | undefined> {
    return answered(this.db.transaction(shelf).objectStore(shelf).get(this.key(shelf, key)) as IDBRequest<Shelves[S] | undefined>)
  }

  async all<S extends Shelf>(shelf: S): Promise<Shelves[S][]> {
    const found = await answered(this.db.transaction(shelf).objectStore(shelf).getAll() as IDBRequest<Shelves[S][]>)
    if (shelf !== "kept" || !this.mark) return found
    return (found as Kept[]).flatMap((one) => (one.name.startsWith(this.mark) ? [{ ...one, name: one.name.slice(this.mark.length) }] : [])) as Shelves[S][]
  }

  put<S extends Shelf>(shelf: S, value: Shelves[S]): Promise<unknown> {
    return this.change((hand) => hand.put(shelf, value))
  }

  remove(shelf: Shelf, key: string): Promise<unknown> {
    return this.change((hand) => hand.remove(shelf, key))
  }

  /**
   * Resolves only when everything lies on the disk; rejects, with nothing written, when it does not. "strict" asks the disk
   * and not only the browser: a phone that dies right after the tap keeps the report.
   */
  async change<T>(work: (hand: Hand) => Promise<T>): Promise<T> {
    const tx = this.db.transaction(["outbox", "kept", "numbers"], "readwrite", { durability: "strict" })
    const ended = new Promise<void>((done, failed) => {
      tx.oncomplete = () => done()
      tx.onabort = () => failed(tx.error ?? new DOMException("aborted", "AbortError"))
    })
    try {
      const result = await work({
        get: (shelf, key) => answered(tx.objectStore(shelf).get(this.key(shelf, key))),
        put: (shelf, value, key) => answered(tx.objectStore(shelf).put(this.marked(shelf, value), key)),
        remove: (shelf, key) => answered(tx.objectStore(shelf).delete(this.key(shelf, key))),
      })
      await ended
      return result
    } catch (cause) {
      // A failed request has aborted it already; work that gave up has not.
      ended.catch(() => undefined)
      if (!tx.error) abort(tx)
      throw cause
    }
  }

  close(): void {
    this.db.close()
  }
}

function abort(tx: IDBTransaction): void {
  try {
    tx.abort()
  } catch {
    // It has ended by itself in the meantime.
  }
}

export const openStore = async (name = "jogotonggo"): Promise<Store> => new Store(await opened(name))

async function opened(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 2)
  request.onupgradeneeded = ({ oldVersion }) => {
    if (oldVersion) return oneOfMany(request.transaction!.objectStore("kept"))
    request.result.createObjectStore("outbox", { keyPath: "key" })
    request.result.createObjectStore("kept", { keyPath: "name" })
    request.result.createObjectStore("numbers")
  }
  const db = await answered(request)
  // A newer page wants to change the shelves; this old one must not stand in its way.
  db.onversionchange = () => db.close()
  return db
}

/** Before several people could share a phone, what was kept belonged to the one it knew. */
function oneOfMany(kept: IDBObjectStore): void {
  const before = kept.getAll() as IDBRequest<Kept[]>
  before.onsuccess = () => {
    const id = (before.result.find(({ name }) => name === "account")?.value as { id: string } | undefined)?.id
    kept.clear()
    if (!id) return
    for (const one of before.result) kept.put({ ...one, name: id + "/" + one.name })
    kept.put({ name: "who", at: 0, value: id })
  }
}

/** Remembers an answer with the moment it was true, so that a screen can say "per 10.44". */
export async function keep<T>(store: Store, name: string, value: T, at: number): Promise<void> {
  // Losing a copy of what the server knows is no loss; only the outbox must never fail silently.
  await store.put("kept", { name, at, value }).catch(() => undefined)
}

export async function recall<T>(store: Store, name: string): Promise<Kept<T> | undefined> {
  return (await store.get("kept", name)) as Kept<T> | undefined
}

/** Where the photo of a report lies, as long as that waits here. */
export const pictureOf = ({ body }: Pick<Entry, "body">): string => "photo/" + String(body["photo"])
