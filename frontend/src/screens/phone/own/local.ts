// What lies on this phone alone can be taken off it: a report past the RT when somebody asks, the contents of erased ones by themselves.
import { keep, pictureOf, recall } from "../../../core/store"
import type { Entry } from "../../../core/outbox"
import type { CaseAnswer, Facts } from "../../../core/wire"
import type { Phone } from "../phone"
import { isErased } from "./facts"

/** Removes every trace of a case from this phone; the server keeps it. Signing in anew brings it back. */
export async function putAway(phone: Phone, id: string): Promise<void> {
  const { store } = phone
  const away = (await recall<string[]>(store, "away"))?.value ?? []
  await store.put("kept", { name: "away", at: Date.now(), value: [...away, id] })
  await store.remove("kept", "case/" + id)
  await dropSent(phone, ({ case: of }) => of === id)
  const { mine, details } = phone.view.get()
  const { [id]: _gone, ...others } = details
  const left = mine.filter((one) => one.id !== id)
  phone.set({ mine: left, details: others })
  await keep(store, "mine", left, Date.now())
}

/** After an erasure no copy of what was erased stays here either. */
export async function wipe(phone: Phone, erasedAt: string): Promise<void> {
  const { store } = phone
  if ((await recall<string>(store, "wiped"))?.value === erasedAt) return
  const gone = (facts: Facts | undefined) => facts !== undefined && isErased(phone.view.get(), facts)
  const waiting = new Set((await store.all("outbox")).map(pictureOf))
  for (const { name, value } of await store.all("kept"))
    if (name.startsWith("draft/") || (name.startsWith("photo/") && !waiting.has(name)) || (name.startsWith("case/") && gone((value as CaseAnswer).case))) await store.remove("kept", name)
  await dropSent(phone, ({ answer }) => gone(answer))
  phone.set({ details: {} })
  await keep(store, "wiped", erasedAt, Date.now())
  await phone.readMine()
}

async function dropSent(phone: Phone, which: (entry: Entry) => boolean): Promise<void> {
  for (const entry of await phone.store.all("outbox")) if (entry.state === "sent" && which(entry))
      await phone.store.change(async (tx) => {
        await tx.remove("outbox", entry.key)
        await tx.remove("kept", pictureOf(entry))
      })
  // The queue is told anew after each round, whatever there was to send.
  await phone.outbox.flush()
}
