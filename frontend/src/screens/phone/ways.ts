// The ways out of the queue beside a plain command; they come only when one is taken.
import type { Api } from "../../core/api"
import type { Entry } from "../../core/outbox"
import { withPicture } from "../../core/picture"
import { Problem, Unreachable } from "../../core/problem"
import { inTurn, patience } from "../../core/refill"
import type { Store } from "../../core/store"
import type { Facts } from "../../core/wire"

export function byWay(api: Api, store: Store, entry: Entry): Promise<Facts | null> {
  if (!entry.again) return sent(api, store, entry)
  return inTurn(api, entry).then(() => sent(api, store, entry)).catch((problem: unknown) => patience(api, entry, problem))
}

function sent(api: Api, store: Store, entry: Entry): Promise<Facts | null> {
  if (entry.way === "carried") return bring(api, entry)
  return entry.carriedAt ? sentTwice(api, entry) : withPicture(api, store, entry).then((answer) => answer.case)
}

/** Brings a neighbour's sealed report; what is in it stays unknown here. */
async function bring(api: Api, entry: Entry): Promise<Facts | null> {
  const answer = await api.call<{ carried?: string; case?: Facts | null }>("POST", "/carried", entry.body)
  if (typeof answer?.carried !== "string") throw new Unreachable()
  return answer.case ?? null
}

/** A report that somebody else may have brought meanwhile, perhaps as it was before it was mended: then it is there. */
async function sentTwice(api: Api, entry: Entry): Promise<Facts | null> {
  try {
    return (await api.command(entry.service, entry.move, entry.key, entry.body)).case
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.refusal.code !== "key_reused") throw problem
    return (await api.caseById(entry.case)).case
  }
}
