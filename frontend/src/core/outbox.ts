// A command is written down before any network is tried, and called sent only after the server said so.
// Its key is made here once; sending it twice has one effect, so a killed app simply sends again.
import { Problem, type Refusal } from "./problem"
import { pictureOf, type Hand, type Store } from "./store"
import { uuidv7 } from "./uuid"
import type { Facts } from "./wire"

export type Command = {
  service: string
  move: string
  /** Everything but the key. For an opening move it has "area", for a later one "case". */
  body: Record<string, unknown>
  /** What the queue calls it: "Bantuan: Sembako". */
  title: string
  /** The case it belongs to; for an opening move the key itself. */
  case?: string
  /** For how long it may be sent unasked. An alarm of an hour ago would be a false one; its person says whether it still holds. */
  goodFor?: number
  /** How it goes out where it is no move of this account: a neighbour's sealed report. */
  way?: "carried"
  /** Of which stack of paper it is a sheet: somebody types many, one after another, and finds them together. */
  stack?: string
}

export type Entry = Command & {
  key: string
  case: string
  /** "H-7": said at once, before any server. */
  number: string
  /** Position in the queue: commands of one case never overtake each other. */
  order: number
  owner: string
  state: "stored" | "sending" | "sent" | "refused"
  storedAt: number
  /** Not sent before this moment: time to take a tap back. */
  notBefore: number
  /** When that was said. A clock that stands before it was set back since, and then nothing is waited for. */
  heldAt?: number
  /** Shown as a sealed code: somebody else may bring it too, so it cannot be taken back any more. */
  carriedAt?: number
  /** Attempts that ended without an answer. After one, only the server knows what happened. */
  tries: number
  sentAt?: number
  answer?: Facts
  /** When a restored server was found to lack what this phone still had: it goes out once more (refill.ts). */
  again?: number
  /** What the server said of it before it was restored. */
  was?: Facts
  why?: Refusal
}

/** Resolves with the facts of the case, where this account may know them. */
export type Deliver = (entry: Entry) => Promise<Facts | null>

/** One flush at a time, also across tabs of one phone. */
export type Exclusive = <T>(work: () => Promise<T>) => Promise<T>

export type OutboxParts = {
  store: Store
  deliver: Deliver
  owner: () => string
  now?: () => number
  online?: () => boolean
  exclusive?: Exclusive
  /** Calls back after a while; returns how to call it off. */
  later?: (ms: number, work: () => void) => () => void
  /** What the disk said to the last write. */
  onDisk?: (disk: Disk) => void
}

/** "": it takes what is written. "full" it can be helped, "shut" it cannot be reached at all. */
export type Disk = "" | "full" | "shut"

/** The disk took nothing: the command does not exist. */
export class StorageFull extends Error {}

/** Nobody sends it any more without being asked. What was underway may have arrived, and asking is right there too. */
export const isOld = ({ state, goodFor, storedAt }: Entry, now: number): boolean => state !== "sent" && state !== "refused" && now > storedAt + (goodFor ?? Infinity)

/** Nobody but this phone can have it yet. */
export const isFree = (entry: Entry): boolean => entry.state === "stored" && entry.tries === 0 && entry.carriedAt === undefined

const slowest = 60_000

const wait = (ms: number, work: () => void) => {
  const timer = setTimeout(work, ms)
  return () => clearTimeout(timer)
}

export class Outbox {
  private readonly watchers = new Set<(entries: Entry[]) => void>()
  private callOff: () => void = () => undefined
  private running: Promise<void> | null = null
  private again = false
  private setbacks = 0

  constructor(private readonly parts: OutboxParts) {}

  now = () => (this.parts.now ?? Date.now)()

  /** Stores the command and returns only when it lies on the disk. Rejects with StorageFull where it can't. */
  async add(command: Command, holdMs = 0): Promise<Entry> {
    const now = this.now()
    const key = uuidv7(now)
    const draft = { ...command, key, case: command.case ?? key, owner: this.parts.owner(), state: "stored" as const }
    const entry = await this.write(async (tx) => {
      const order = ((await tx.get("numbers", "order")) ?? 0) + 1
      await tx.put("numbers", order, "order")
      const whole: Entry = { ...draft, number: "H-" + order, order, storedAt: now, notBefore: now + holdMs, heldAt: now, tries: 0 }
      await tx.put("outbox", whole)
      return whole
    })
    await this.tell()
    void this.flush()
    return entry
  }

  /** The queue of the person signed in, in the order it was made. */
  async entries(): Promise<Entry[]> {
    const owner = this.parts.owner()
    const all = await this.parts.store.all("outbox")
    return all.filter((entry) => entry.owner === owner).sort((a, b) => a.order - b.order)
  }

  watch(watcher: (entries: Entry[]) => void): () => void {
    this.watchers.add(watcher)
    void this.entries().then((entries) => this.watchers.has(watcher) && watcher(entries))
    return () => this.watchers.delete(watcher)
  }

  /**
   * Takes a command back. True when it is surely gone; false when it may have reached the server already
   * (it is being sent, or an attempt ended without an answer).
   */
  async withdraw(key: string): Promise<boolean> {
    const gone = await this.write(async (tx) => {
      const entry = await tx.get("outbox", key)
      if (!entry) return true
      if (entry.state !== "refused" && !isFree(entry)) return false
      await tx.remove("outbox", key)
      await tx.remove("kept", pictureOf(entry))
      return true
    })
    await this.tell()
    return gone
  }

  /** Sends what may be sent now. Call it on opening, when the network returns, and when the page becomes visible. */
  flush(): Promise<void> {
    this.again = true
    this.running ??= (this.parts.exclusive ?? ((work) => work()))(() => this.drain()).finally(() => {
      this.running = null
      // Somebody may have asked between the last look and this line.
      if (this.again) void this.flush()
    })
    return this.running
  }

  close(): void {
    this.callOff()
    this.watchers.clear()
  }

  private async drain(): Promise<void> {
    this.callOff()
    while (this.again) {
      this.again = false
      await this.pass().catch((problem) => {
        if (!(problem instanceof StorageFull || problem instanceof DOMException)) throw problem
        // Nothing is sent that can't be noted as sent; a later round finds the disk mended.
        this.rest(slowest)
      })
    }
    // Another tab may have emptied the queue while this one waited for the lock.
    await this.tell()
  }

  private async pass(): Promise<void> {
    const behind = new Set<string>()
    let next = Infinity
    for (const entry of await this.entries()) {
      if (entry.state === "sent") continue
      // What follows a waiting or refused command of the same case makes no sense before it.
      if (behind.has(entry.case)) continue
      // What is sent once more may wait for somebody who does it anew: that is not held up by it.
      const stays = () => (!entry.again || entry.key === entry.case) && behind.add(entry.case)
      const rests = entry.state === "refused" || isOld(entry, this.now())
      const held = entry.notBefore > this.now() && !((entry.heldAt ?? 0) > this.now())
      if (rests || held) {
        stays()
        if (!rests) next = Math.min(next, entry.notBefore)
        continue
      }
      if (this.parts.online && !this.parts.online()) return
      const pause = await this.send(entry)
      if (pause === null) return
      if (pause < 0) stays()
      if (pause > 0) {
        next = this.now() + pause
        break
      }
    }
    if (next < Infinity) this.rest(Math.max(0, next - this.now()))
  }

  private rest(ms: number): void {
    this.callOff = (this.parts.later ?? wait)(ms, () => void this.flush())
  }

  /** Returns how long to pause before the next attempt: 0 to go on, -1 to go on without it, null to stop until somebody asks again. */
  private async send(entry: Entry): Promise<number | null> {
    const mine = await this.change(entry.key, (now) => {
      // The person may have signed out since the queue was read.
      if (now.state === "refused" || now.owner !== this.parts.owner()) return now
      // Found "sending" at the start: the app was killed in the middle, and nobody knows how that attempt ended.
      return { ...now, state: "sending", tries: now.tries + (now.state === "sending" ? 1 : 0) }
    })
    if (mine?.state !== "sending" || mine.owner !== this.parts.owner()) return 0
    await this.tell()
    try {
      const answer = await this.parts.deliver(mine)
      await this.alter(entry.key, (now) => ({ ...now, state: "sent", sentAt: this.now(), ...(answer && { answer }) }))
      this.setbacks = 0
      return 0
    } catch (problem) {
      return this.setback(entry, problem)
    }
  }

  private async setback(entry: Entry, problem: unknown): Promise<number | null> {
    if (problem instanceof Problem && !problem.passing && !problem.signedOut) {
      await this.alter(entry.key, (now) => ({ ...now, state: "refused", why: problem.refusal }))
      return -1
    }
    const limited = problem instanceof Problem && problem.refusal.status === 429
    const asked = problem instanceof Problem ? problem.retryAfter : null
    // A clear "not now" means it was not taken; silence means that only the server knows.
    const unknown = problem instanceof Problem ? 0 : 1
    await this.alter(entry.key, (now) => {
      const notBefore = limited ? this.now() + (asked ?? slowest) : now.notBefore
      return { ...now, state: "stored", tries: now.tries + unknown, notBefore, ...(limited && { heldAt: this.now() }) }
    })
    if (limited) {
      // A limit is about this one command; whatever else waits may go.
      this.again = true
      return -1
    }
    if (problem instanceof Problem && problem.signedOut) return null
    this.setbacks++
    return asked ?? Math.min(slowest, 1000 * 2 ** this.setbacks) * (0.5 + Math.random() / 2)
  }

  /** One entry as `step` makes it, in one transaction, and then everybody is told. */
  async alter(key: string, step: (entry: Entry) => Entry): Promise<Entry | undefined> {
    const entry = await this.change(key, step)
    await this.tell()
    return entry
  }

  private change(key: string, step: (entry: Entry) => Entry): Promise<Entry | undefined> {
    return this.write(async (tx) => {
      const entry = await tx.get("outbox", key)
      if (!entry) return undefined
      const next = step(entry)
      await tx.put("outbox", next)
      if (pictureOf(next) !== pictureOf(entry)) await tx.remove("kept", pictureOf(entry))
      return next
    })
  }

  /** Whether the disk has room again. */
  probe(): Promise<unknown> {
    return this.write((tx) => tx.put("numbers", 0, "probe")).catch(() => undefined)
  }

  private async write<T>(work: (tx: Hand) => Promise<T>): Promise<T> {
    try {
      const done = await this.parts.store.change(work)
      this.parts.onDisk?.("")
      return done
    } catch (cause) {
      this.parts.onDisk?.((cause as Error).name === "QuotaExceededError" ? "full" : "shut")
      throw new StorageFull("", { cause })
    }
  }

  private async tell(): Promise<void> {
    if (this.watchers.size === 0) return
    // Taken away while it was read: its end is told by the next look, into the one opened in its place.
    const entries = await this.entries().catch(() => null)
    if (!entries) return
    this.watchers.forEach((watcher) => watcher(entries))
  }
}
