// The people of this phone: who is signed in on it, who has left something unsent, and handing it on. No DOM but the address.
import type { Api } from "../../core/api"
import type { components } from "../../core/api.gen"
import { Problem } from "../../core/problem"
import { serves } from "../../core/session"
import { enter } from "../../core/who"
import { keep, type Store } from "../../core/store"
import { turn } from "../../core/turn"
import type { Account } from "../../core/wire"
import { lapsed } from "./forget"
import { tellTabs } from "./tabs"

type Profile = components["schemas"]["Profile"]

export type Person = {
  id: string
  name: string
  /** How many reports wait here for this person. */
  waiting: number
  /** Changing over asks for the secret, and so for a signal. */
  asks: boolean
  /** Signed out, and something unsent is left. */
  gone: boolean
  /** Because the server was restored from a backup that did not know this phone. */
  unknown?: true
}

type Kept = { account?: Account; known?: string; asks?: boolean; left?: string }

/** What this phone knows by itself. */
export async function peopleOf(store: Store): Promise<Person[]> {
  const kept = new Map<string, Kept>()
  for (const { name, value } of await store.all("kept")) {
    const [id = "", what, ...deeper] = name.split("/")
    if (what && deeper.length === 0) kept.set(id, { ...kept.get(id), [what]: value })
  }
  const queue = (await store.all("outbox")).filter(({ state }) => state !== "sent")
  return [...kept].flatMap(([id, { account, known, asks, left }]): Person[] => {
    const name = account?.name ?? known ?? left
    const mine = queue.filter(({ owner }) => owner === id)
    const gone = !account && !known
    return name ? [{ id, name, waiting: mine.length, asks: asks ?? (account ? serves(account) : false), gone, ...(gone && mine.some(({ again }) => again) && { unknown: true }) }] : []
  })
}

/** What the server knows of it: nothing of somebody who was signed out elsewhere stays. Alone on a phone, nobody needs to ask. */
export async function tidy(api: Pick<Api, "get">, store: Store, always = false): Promise<void> {
  const before = (await peopleOf(store)).filter(({ gone }) => !gone)
  if (before.length < 2 && !always) return
  const profiles = await api.get<{ profiles: Profile[] }>("/me/profiles").then(
    (answer) => answer.profiles,
    (problem: unknown) => {
      if (problem instanceof Problem && problem.signedOut) return []
      throw problem
    },
  )
  for (const { id } of before) if (!profiles.some(({ account }) => account.id === id)) await lapsed(api, store, id)
  for (const { account, asks_secret } of profiles) {
    const own = store.of(account.id)
    await keep(own, "known", account.name, Date.now())
    await keep(own, "asks", asks_secret, Date.now())
  }
}

/** From now on the phone is this person's; the server follows when it is reached, before anything is sent or read. */
export async function hand(store: Store, id: string, to: string): Promise<void> {
  await keep(store, "who", id, Date.now())
  openAt(id, to)
}

/** A duty opens only when the server has seen its secret. */
export async function handBySecret(api: Api, store: Store, id: string, secret: string, to: string): Promise<void> {
  const { account } = await turn(api, id, secret)
  await enter(store, account)
  openAt(id, to)
}

/** A whole new page: nothing of the person before is left in it. */
function openAt(id: string, to: string): void {
  tellTabs(id)
  history.replaceState(null, "", "/" + to)
  location.reload()
}
