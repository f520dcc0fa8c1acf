// One phone: joins the core's parts for the screens and holds what they draw. Screens only read it and ask it for acts.
import { browserApi, browserFrame, browserLock, browserSocket } from "../../browser"
import type { Api } from "../../core/api"
import { contains, withoutHouse } from "../../core/area"
import type { Live, LiveLine } from "../../core/live"
import { Outbox, type Command, type Disk, type Entry } from "../../core/outbox"
import { homeArea, serves } from "../../core/session"
import { refresh, remembered, type Session } from "../../core/who"
import { keep, recall, type Store } from "../../core/store"
import type { Account, CaseAnswer, EventFacts, Facts, Service } from "../../core/wire"
import { browserStore } from "../../memory"
import { faceOf } from "../../services/face"
import { isFinal } from "./catalogue"
import type { Rescued } from "./rescue"
import { Signal } from "./signal"

/** Away for so long, a phone may hold a socket that is long gone, or is told what happened only at TCP's next try. */
const asleepFrom = 5000

export type Detail = { at: number; answer: CaseAnswer }

/** A red sign told on this phone. `key` is its command in the queue, `lost` that the disk refused it, `house` where it was told for another one. */
export type Danger = { who: string; measure: string; at: number; key?: string; lost?: boolean; house?: string }

export type View = {
  account: Account
  /** Of the place where the account belongs: Balikpapan is an hour ahead of Semarang. */
  zone: string
  services: Service[]
  /** The area this phone follows: its own RT, or that of a duty. */
  area: string
  live: Live | null
  /** Cases of the own household, newest first; open and closed. */
  mine: Facts[]
  details: Record<string, Detail>
  queue: Entry[]
  online: boolean
  /** When the server last said something. Like every time in this view it is the town's, not the phone's. */
  asOf: number
  /** How far the town's clock is ahead of the phone's. */
  drift: number
  /** Labels at the gates of the own RT, for its head. */
  houses: Record<string, string>
  /** A danger sign that nobody has put away yet: it stands before everything else. */
  danger: Danger | null
  /** False until something was ever read: then bones are drawn instead of an empty list. */
  known: boolean
  /** What the disk said last; "" while it takes reports. */
  disk: Disk
  /** Reports that this phone lost before they were sent, until somebody has read so. */
  lost: number
  /** What came of a server that was restored, until somebody has read so. */
  rescued?: Rescued | null
}

export class Phone {
  readonly view: Signal<View>
  private line: LiveLine | null = null
  private readonly reading = new Map<string, Promise<void>>()
  private queue: Entry[] = []

  private constructor(
    readonly api: Api,
    /** What is kept for the person who uses the phone. */
    readonly store: Store,
    /** All of this phone's memory. */
    readonly base: Store,
    readonly outbox: Outbox,
    view: View,
  ) {
    this.view = new Signal(view)
  }

  /** Opens with what the phone remembers; null when nobody is signed in. */
  static async open(): Promise<Phone | null> {
    const base = await browserStore()
    const kept = await remembered(base)
    const session = kept ? null : await refresh(browserApi(), base)
    const account = kept ?? session?.account
    if (!account) return null
    const store = base.of(account.id)
    let phone: Phone | null = null
    const api = browserApi({ account: account.id, agree: () => phone!.agree() })
    const [services, mine, clock, board, houses, danger] = await Promise.all([
      recall<Service[]>(store, "services"),
      recall<Facts[]>(store, "mine"),
      recall<number>(store, "drift"),
      recall<Live["board"]>(store, "board"),
      recall<View["houses"]>(store, "houses"),
      recall<Danger>(store, "danger"),
    ])
    const drift = clock?.value ?? 0
    const outbox = new Outbox({
      store,
      owner: () => account.id,
      deliver: (entry) => entry.way || entry.carriedAt || entry.again || entry.body["photo"]
        ? import("./ways").then(({ byWay }) => byWay(api, store, entry))
        : api.command(entry.service, entry.move, entry.key, entry.body).then((answer) => answer.case),
      online: () => navigator.onLine,
      exclusive: browserLock,
      onDisk: (disk) => disk !== phone?.view.get().disk && phone?.set({ disk }),
    })
    phone = new Phone(api, store, base, outbox, {
      account,
      zone: zoneOf(account),
      services: services?.value ?? [],
      area: homeArea(account),
      live: board?.value ? { board: board.value, recent: [], line: "connecting", degraded: false, bus: "", heardAt: board.at, closeCode: null, illAt: 0, cursor: "" } : null,
      mine: mine?.value ?? [],
      details: {},
      queue: [],
      online: navigator.onLine,
      asOf: Math.max(mine?.at ?? 0, board?.at ?? 0) + drift,
      drift,
      houses: houses?.value ?? {},
      // Whoever was sent to the dialler comes back to it, also when the phone closed the app meanwhile.
      danger: danger && Date.now() - danger.at < stays ? danger.value : null,
      known: Boolean(mine),
      disk: store.shut ? "shut" : "",
      lost: 0,
    })
    phone.outbox.watch((queue) => phone.queued(queue))
    addEventListener("online", () => phone.wake(true))
    addEventListener("offline", () => phone.set({ online: false }))
    let left = Infinity
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) left = Date.now()
      else phone.wake(Date.now() - left > asleepFrom)
    })
    // On a first visit there is nothing to look after, and the line is for the home.
    if (kept) phone.beside(false)
    void phone.wakeUp(session)
    return phone
  }

  private agreeing: Promise<boolean> | null = null

  /** The server takes this browser for somebody else: either it follows, or this page does. False: it is not this person's any more. */
  agree(): Promise<boolean> {
    this.agreeing ??= refresh(this.api, this.base).then((session) => this.is(session)).finally(() => (this.agreeing = null))
    return this.agreeing
  }

  private is(session: Session | null): session is Session {
    if (session?.account.id === this.view.get().account.id) return true
    if (session) location.assign("/")
    else leave(this.base)
    return false
  }

  set(step: Partial<View>): void {
    this.view.change((view) => ({ ...view, ...step }))
  }

  /** The town's time. */
  now = (): number => Date.now() + this.view.get().drift

  /** Network or eyes are back: send what waits, then look what is new. */
  private wake(anew: boolean): void {
    this.set({ online: navigator.onLine })
    if (this.view.get().disk) void this.outbox.probe()
    void this.outbox.flush()
    if (!this.line) void this.wakeUp()
    else this.line.nudge(anew)
    void this.readMine()
  }

  private async wakeUp(asked: Session | null = null): Promise<void> {
    void this.outbox.flush()
    const session = asked ?? (await refresh(this.api, this.base))
    if (!this.is(session)) return
    const { account, fresh } = session
    this.set({ account, area: homeArea(account), zone: zoneOf(account) })
    if (fresh) await this.renew()
    this.beside(true)
  }

  private beside(known: boolean): void {
    void import("../people/others").then(({ others }) => others(this, known)).catch(() => undefined)
  }

  private async renew(): Promise<void> {
    await Promise.all([
      this.api.services().then((services) => {
        this.set({ services })
        return keep(this.store, "services", services, Date.now())
      }),
      this.readHouses(),
    ]).catch(() => undefined)
    await this.follow().catch(() => undefined)
    await this.readMine()
  }

  /** The line is a piece of its own: the choices stand and can be tapped before it begins. */
  private async follow(): Promise<void> {
    const { watchArea, driftOf } = await import("../../core/live")
    if (this.line || !this.view.get().area) return
    const { services, area } = this.view.get()
    this.line = watchArea({
      api: this.api,
      area,
      open: browserSocket,
      final: (service, state) => isFinal(services, service, state),
      frame: browserFrame,
      onChange: (live) => this.set({ live, asOf: Math.max(live.heardAt + this.view.get().drift, this.view.get().asOf) }),
      onBoard: (board) => {
        const drift = driftOf(board.as_of, Date.now())
        this.set({ drift })
        this.queued(this.queue)
        void keep(this.store, "drift", drift, Date.now())
        void keep(this.store, "board", board, Date.now())
      },
      onEvent: (event) => this.heard(event),
    })
  }

  /** A head knows houses by the label at the gate; neighbours need no list of them. */
  private async readHouses(): Promise<void> {
    const rt = this.view.get().account.grants.find((grant) => grant.role === "rt_head")?.area
    if (!rt) return
    const houses = Object.fromEntries((await this.api.houses(rt)).map((house) => [house.area, house.label]))
    this.set({ houses })
    await keep(this.store, "houses", houses, Date.now())
  }

  private heard(event: EventFacts): void {
    const { mine, account } = this.view.get()
    // What is told to everybody must be there when the app was closed and there is no signal to ask again.
    if (event.told) void keep(this.store, "board", this.line?.current().board, Date.now())
    const own = mine.some((one) => one.id === event.case)
    if (own || (account.household && event.from === "" && contains(withoutHouse(account.household), event.area))) void this.readMine()
  }

  /** The own household's cases, and the details of those still open: their titles are ours to know. */
  async readMine(): Promise<void> {
    const { account } = this.view.get()
    const { household } = account
    if (!household) return this.set({ known: true })
    try {
      const found = serves(account) ? await this.api.myCases() : (await this.api.cases({ area: withoutHouse(household) })).cases
      const away = await recall<string[]>(this.store, "away")
      // What is told to everybody is nobody's own.
      const cases = found.filter(({ id, told }) => !told && !away?.value.includes(id)).sort((a, b) => (a.opened_at < b.opened_at ? 1 : -1))
      this.set({ mine: cases, known: true, asOf: this.now() })
      await keep(this.store, "mine", cases, Date.now())
      await Promise.all(cases.filter((one) => !faceOf(one.service).aside && !faceOf(one.service).apart).slice(0, 8).map((one) => this.readIfOlder(one)))
    } catch {
      // Out of reach: what was known stands. Signed out: the page is leaving.
    }
  }

  /** Reads what the phone does not hold in this version. */
  async readIfOlder(facts: Facts): Promise<void> {
    // One that is under way may have left before what the facts tell of: it was asked when a report was sent, or when the page opened.
    await this.reading.get(facts.id)?.catch(() => undefined)
    const known = await this.recallCase(facts.id)
    // "Dibaca" is no event of the case, so a case that waits for a reader is asked for each time.
    const unread = facts.due_for === "pass_on" && !known?.answer.seen
    if (unread || known?.answer.case.version !== facts.version) await this.read(facts.id)
  }

  /** What the phone remembers of a case; the server is not asked. */
  async recallCase(id: string): Promise<Detail | undefined> {
    const held = () => this.view.get().details[id]
    if (held()) return held()
    const kept = await recall<CaseAnswer>(this.store, "case/" + id)
    // The server may have been quicker than the disk: what it said is not put back to what was kept.
    if (held()) return held()
    const detail = kept && { at: kept.at + this.view.get().drift, answer: kept.value }
    if (detail) this.set({ details: { ...this.view.get().details, [id]: detail } })
    return detail
  }

  /** Opens a case at the server: an audited read, so only for what somebody really looks at. Rejects when it can't be had. */
  read(id: string): Promise<void> {
    const running = this.reading.get(id)
    if (running) return running
    const work = this.api
      .caseById(id)
      .then(async (answer) => {
        const at = this.now()
        this.set({ details: { ...this.view.get().details, [id]: { at, answer } }, asOf: at })
        await keep(this.store, "case/" + id, answer, Date.now())
      })
      .finally(() => this.reading.delete(id))
    this.reading.set(id, work)
    return work
  }

  /** Says a danger sign at once, or puts it away. */
  alarm(danger: Danger | null): void {
    this.set({ danger })
    void (danger ? keep(this.store, "danger", danger, Date.now()) : this.store.remove("kept", "danger"))
  }

  /** Every act of a person goes through the outbox, also with a perfect network. */
  async act(command: Command, holdMs = 0): Promise<Entry> {
    const entry = await this.outbox.add(command, holdMs)
    // Without this a phone short of space may throw the queue away. Some browsers ask their person, so once, when there is a reason.
    if (entry.order === 1) void navigator.storage?.persist?.()
    return entry
  }

  private queued(queue: Entry[]): void {
    const { queue: old, drift } = this.view.get()
    const before = new Map(old.map((entry) => [entry.key, entry.state]))
    this.queue = queue
    this.set({ queue: queue.map((entry) => inTown(entry, drift)) })
    for (const entry of queue)
      if (entry.state === "sent" && before.has(entry.key) && before.get(entry.key) !== "sent") {
        this.set({ asOf: this.now() })
        // A witness acts on a case without ever reading it.
        if (!entry.way && (entry.case === entry.key || this.view.get().details[entry.case])) void this.read(entry.case).catch(() => undefined)
        void this.readMine()
      }
  }
}

// What an older page of this app remembered of the account may lack its zone.
const zoneOf = (account: Account): string => account.time_zone || "Asia/Jakarta"

/** The queue keeps the phone's own times, for its pauses; a screen shows them as the town counts. */
const inTown = (entry: Entry, drift: number): Entry => ({
  ...entry,
  storedAt: entry.storedAt + drift,
  notBefore: entry.notBefore + drift,
  ...(entry.sentAt === undefined ? {} : { sentAt: entry.sentAt + drift }),
})

const stays = 30 * 60_000

/** Whoever is signed out, by whatever hand, leaves nothing of the household here. */
const leave = (base: Store): void => void import("../people/forget").then(({ lapsed }) => lapsed(browserApi(), base)).finally(() => location.assign("/masuk"))
