// A photo on its way: it lies on this phone under an id of its own, beside the report that names it, until the server has both.
import type { Api } from "./api"
import type { Entry } from "./outbox"
import { Problem, Unreachable } from "./problem"
import { keep, pictureOf, recall, type Store } from "./store"
import type { CommandAnswer } from "./wire"

/** The bytes of a JPEG, and when the server took them. */
export type Picture = { bytes: ArrayBuffer; sentAt?: number }

/** The server lets go of a photo that no report names for two days; well before that it is sent anew. */
const stays = 24 * 3_600_000

/** Sends the photo first, then the report that names it. Killed in between, both simply go again: each has one effect. */
export async function withPicture(api: Pick<Api, "call" | "command">, store: Store, entry: Pick<Entry, "service" | "move" | "key" | "body" | "again">, now = Date.now()): Promise<CommandAnswer> {
  const name = pictureOf(entry)
  const picture = (await recall<Picture>(store, name))?.value
  if (picture && !((picture.sentAt ?? 0) > now - stays)) await bring(api, store, name, picture, now)
  try {
    return await api.command(entry.service, entry.move, entry.key, entry.body)
  } catch (problem) {
    if (!isUnknown(problem) || !(picture || entry.again)) throw problem
    // A restored server lacks what this phone had no room to keep: better the report alone than none.
    if (!picture) return api.command(entry.service, entry.move, entry.key, without(entry.body))
    // The server has let it go after all: the next attempt brings it again.
    await keep(store, name, { bytes: picture.bytes }, now)
    throw busy
  }
}

const without = ({ photo: _, ...body }: Entry["body"]): Entry["body"] => body

// A clear "not now": the report itself surely did not go, and can still be taken back.
const busy = new Problem({ status: 503, code: "photo", detail: "", fields: [] })

async function bring(api: Pick<Api, "call">, store: Store, name: string, picture: Picture, now: number): Promise<void> {
  try {
    await api.call("PUT", "/photos/" + name.slice(6), new Blob([picture.bytes], { type: "image/jpeg" }))
  } catch (problem) {
    if (problem instanceof Unreachable) throw busy
    throw problem instanceof Problem ? atPhoto(problem) : problem
  }
  await keep(store, name, { ...picture, sentAt: now }, now)
}

/** What is said about the photo stands at its field, so that it can be changed there. */
function atPhoto({ refusal, retryAfter }: Problem): Problem {
  const { code, detail } = refusal
  const fields = refusal.fields.length ? refusal.fields : [{ field: "photo", code, message: detail }]
  return new Problem({ ...refusal, fields }, retryAfter)
}

const isUnknown = (problem: unknown): boolean =>
  problem instanceof Problem && problem.refusal.fields.some(({ field, code }) => field === "photo" && code === "unknown")
