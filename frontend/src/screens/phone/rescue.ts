// Looks after what this phone sent when its server turns out to be restored from a backup.
import { epochKnown, refill, shed, type Again } from "../../core/refill"
import { keep, pictureOf, recall } from "../../core/store"
import { orphans, type Orphan } from "../people/adopt"
import { fleeting } from "../people/fleeting"
import type { Phone, View } from "./phone"

/** `again`: what of this person's went out anew; `orphans`: what waits here of accounts that the server does not know any more. */
export type Rescued = { again: Again | null; orphans: Orphan[] }

export function lookAfter(phone: Phone): void {
  const { base, view } = phone
  void learn(phone).catch(() => undefined)
  void shed(base, Date.now()).catch(() => undefined)
  let seen = ""
  const look = ({ live, disk }: View): void => {
    const epoch = live?.board?.epoch ?? ""
    if (epoch !== seen && (seen = epoch)) meet(phone, epoch).catch(() => (seen = ""))
    hurry(phone, live?.recent[0]?.case)
    if (disk === "full") void makeRoom(phone)
  }
  view.watch(look)
  look(view.get())
}

/** The lineage that a board came from: the first is taken as it is, another one asks for what it lacks. */
async function meet(phone: Phone, epoch: string): Promise<void> {
  const { api, base, outbox } = phone
  const known = await epochKnown(base)
  if (!known) return keep(base, "epoch", epoch, Date.now())
  if (known === epoch || !(await refill(api, base, fleeting))) return
  await learn(phone)
  await outbox.flush()
}

let made = false

/** Photos that were sent lie here only for a server that loses them: a report that has no room comes first. */
async function makeRoom({ base, outbox }: Phone): Promise<void> {
  if (made) return
  made = true
  for (const entry of await base.all("outbox")) if (entry.state === "sent") await base.remove("kept", entry.owner + "/" + pictureOf(entry))
  await outbox.probe()
}

let heard: string | undefined

/** A case that was missed is there again: what waited for it need not wait out its pause. */
function hurry({ view, base, outbox }: Phone, id: string | undefined): void {
  if (id === heard) return
  heard = id
  const waiting = view.get().queue.filter((entry) => entry.case === id && entry.again && entry.state === "stored")
  if (waiting.length === 0) return
  void base.change(async (tx) => {
    for (const { key } of waiting) {
      const entry = await tx.get("outbox", key)
      if (entry?.state === "stored") await tx.put("outbox", { ...entry, notBefore: 0 })
    }
  }).then(() => outbox.flush())
}

/** What there is to say to this person, until it was read. */
export async function learn(phone: Phone): Promise<void> {
  const again = (await recall<Again>(phone.store, "again"))?.value ?? null
  const found = await orphans(phone.base, phone.view.get().account)
  phone.set({ rescued: again || found.length ? { again, orphans: found } : null })
}
