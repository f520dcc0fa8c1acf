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
    return shelf === "kept" ? (this.kept.get(this.key(shelf, key)) as Shelves[S] | undefined) : undefined
  }

  override async all<S extends Shelf>(shelf: S): Promise<Shelves[S][]> {
    return shelf === "kept" ? ([...this.kept.values()] as Shelves[S][]) : []
  }

  override async put<S extends Shelf>(shelf: S, value: Shelves[S]): Promise<unknown> {
    if (shelf !== "kept") return refused()
    const name = this.key(shelf, (value as Kept).name)
    return this.kept.set(name, { ...(value as Kept), name })
  }

  override async remove(shelf: Shelf, key: string): Promise<unknown> {
    return this.kept.delete(this.key(shelf, key))
  }

  override change<T>(): Promise<T> {
    return refused()
  }

  override close(): void {}
}
