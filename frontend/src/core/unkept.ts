// A phone whose memory cannot be opened at all still shows what the server says. It keeps nothing, and takes no report as if it did.
import { Store, type Kept, type Shelf, type Shelves } from "./store"

const refused = () => Promise.reject(new DOMException("no database", "InvalidStateError"))

export class Unkept extends Store {
  override readonly shut = true
  private readonly kept = new Map<string, Kept>()

  constructor() {
    super(null)
  }

  override async get<S extends Shelf>(shelf: S, key: string): Promise<Shelves[S] | undefined> {
    return shelf === "kept" ? (this.kept.get(key) as Shelves[S] | undefined) : undefined
  }

  override async all<S extends Shelf>(shelf: S): Promise<Shelves[S][]> {
    return shelf === "kept" ? ([...this.kept.values()] as Shelves[S][]) : []
  }

  override async put<S extends Shelf>(shelf: S, value: Shelves[S]): Promise<unknown> {
    if (shelf !== "kept") return refused()
    return this.kept.set((value as Kept).name, value as Kept)
  }

  override async remove(_: Shelf, key: string): Promise<unknown> {
    return this.kept.delete(key)
  }

  override async clear(): Promise<unknown> {
    return this.kept.clear()
  }

  override change<T>(): Promise<T> {
    return refused()
  }

  override close(): void {}
}
