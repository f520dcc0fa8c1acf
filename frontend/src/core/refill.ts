// A server that was restored from a backup lacks its last hours. This phone still has what it sent in them: it goes out once more,
// under its old key and as it was. What the server has already it answers as before; what it lacks it takes.
import type { Api } from "./api"
import type { Entry } from "./outbox"
import type { Picture } from "./picture"
import { Problem } from "./problem"
import { keep, pictureOf, recall, type Store } from "./store"
import type { About, Facts } from "./wire"

/** For how long what was sent stays here: a backup should never be older. */
export const sentStays = 7 * 24 * 3_600_000

/** What is said to a person about it, until it is put away. */
export type Again = { backupAt: string; n: number }

/** Drops what was sent before the last seven days, whoever sent it, with its photo. */
export async function shed(base: Store, now: number): Promise<void> {
  const all = await base.all("outbox")
  const old = all.filter(({ state, sentAt = 0 }) => state === "sent" && sentAt < now - sentStays)
  const named = new Set(all.filter((entry) => !old.includes(entry)).map(pictureOf))
  for (const entry of old)
    await base.change(async (tx) => {
      await tx.remove("outbox", entry.key)
      if (!named.has(pictureOf(entry))) await tx.remove("kept", entry.owner + "/" + pictureOf(entry))
    })
}

/**
 * Asks which lineage of the database the server is. Where it goes on from the one this phone knew, everything of the last days is
 * put back into the queue, of whoever uses this phone; true then. A server that is simply another one gets nothing.
 */
export async function refill(api: Pick<Api, "get">, base: Store, fleeting: (entry: Entry) => boolean, now = Date.now()): Promise<boolean> {
  const { epoch, restored } = await api.get<About>("/about")
  const known = await epochKnown(base)
  if (known === epoch) return false
  if (!known || !restored?.from.includes(known)) {
    await keep(base, "epoch", epoch, now)
    return false
  }
  const all = await base.all("outbox")
  return base.change(async (tx) => {
    // One act with the epoch: killed in between, or done in two tabs, nothing goes out twice by this.
    const before = (await tx.get("kept", "epoch"))?.value
    if (before !== known) return false
    const counts = new Map<string, number>()
    for (const { key } of all) {
      const entry = await tx.get("outbox", key)
      const back = entry && !fleeting(entry) && putBack(entry, now)
      if (!back) continue
      await tx.put("outbox", back)
      // Its photo may be there with it: the report asks first, and the photo follows where it is missed.
      const picture = await tx.get("kept", entry.owner + "/" + pictureOf(entry))
      if (picture) await tx.put("kept", { ...picture, value: { ...(picture.value as Picture), sentAt: now } })
      if (entry.state === "sent") counts.set(entry.owner, (counts.get(entry.owner) ?? 0) + 1)
    }
    for (const [owner, n] of counts) await tx.put("kept", { name: owner + "/again", at: now, value: { backupAt: restored.backup_at, n } satisfies Again })
    await tx.put("kept", { name: "epoch", at: now, value: epoch })
    return true
  })
}

export const epochKnown = async (base: Store): Promise<string | undefined> => (await recall<string>(base, "epoch"))?.value

/** Refused as unknown or too early may only mean that what came before it is missing now. */
const early = [404, 409]

function putBack(entry: Entry, now: number): Entry | null {
  const { answer, sentAt, why, ...rest } = entry
  const back: Entry = { ...rest, state: "stored", notBefore: now, heldAt: now, again: now }
  switch (entry.state) {
    case "sent":
      // The server may have it, which only the server knows: it cannot be taken back.
      return (sentAt ?? 0) < now - sentStays ? null : { ...back, tries: Math.max(1, entry.tries), ...(answer && { was: answer }) }
    case "refused":
      return early.includes(why?.status ?? 0) ? back : null
    default:
      return { ...entry, again: now }
  }
}

const shortest = 10_000
const longest = 15 * 60_000

/**
 * What a restored server refuses may lack something that another phone will bring: it is tried again, less and less often, for as long
 * as phones keep what they sent. Resolves where it turns out to be there, or to be over.
 */
export async function patience(api: Pick<Api, "cases">, entry: Entry, problem: unknown, now = Date.now()): Promise<Facts | null> {
  if (!(problem instanceof Problem) || problem.passing || problem.signedOut) throw problem
  const { status, code } = problem.refusal
  // Under its key there is a report already: mended since, or filed by the account that this person had before.
  if (code === "key_reused" || code === "erased") return null
  const over = status === 409 && entry.was && (await movedOn(api, entry.was))
  if (over) return over
  const waited = now - entry.again!
  if (waited > sentStays) throw problem
  throw new Problem({ ...problem.refusal, status: 429 }, Math.min(longest, Math.max(shortest, waited / 4)))
}

/** For how long what ended a case waits for the steps of others that came before it. */
const orderly = 3_600_000

/**
 * Whoever took a report back after its head had said yes would be quicker this time, and the head's word would find no place. So what
 * ended a case, after which no clock ran and nobody was waited for, lets the others' steps come first. Their phones may never come.
 */
export async function inTurn(api: Pick<Api, "cases">, { was, again, key, case: of }: Entry, now = Date.now()): Promise<void> {
  if (!was || was.due || of === key || now - again! > orderly) return
  const at = await listed(api, was)
  if (at && at.version < was.version - 1) throw new Problem({ status: 429, code: "early", detail: "", fields: [] }, Math.max(shortest, (now - again!) / 4))
}

/** Somebody did it anew meanwhile: the case is where it was then, or further. A list is asked, which nobody's name stands in; opening would be a look. */
async function movedOn(api: Pick<Api, "cases">, was: Facts): Promise<Facts | undefined> {
  const at = await listed(api, was)
  return at && (at.version > was.version || (at.version === was.version && at.state === was.state)) ? at : undefined
}

const listed = async (api: Pick<Api, "cases">, { id, area, service }: Facts): Promise<Facts | undefined> =>
  (await api.cases({ area, service, limit: 200 })).cases.find((one) => one.id === id)
