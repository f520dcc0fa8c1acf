// Who is signed in. The token lives in a cookie that no script can read; the phone only remembers whose home to draw offline.
import type { Api } from "./api"
import { Problem } from "./problem"
import { forget, keep, recall, type Store } from "./store"
import { contains } from "./area"
import type { Account, Grant } from "./wire"

export type Session = { account: Account; fresh: boolean }

/** The person last signed in on this phone, without asking the network. */
export async function remembered(store: Store): Promise<Account | null> {
  return (await recall<Account>(store, "account"))?.value ?? null
}

/** Asks who is signed in. null: nobody. Out of reach: whoever was remembered. */
export async function refresh(api: Api, store: Store): Promise<Session | null> {
  const before = await remembered(store)
  try {
    const { account, carry } = await api.me()
    // Another person on the same phone must not see what was kept for the one before.
    if (before && before.id !== account.id) await forget(store)
    await keep(store, "account", account, Date.now())
    await keep(store, "carry", carry, Date.now())
    return { account, fresh: true }
  } catch (problem) {
    if (problem instanceof Problem && problem.signedOut) return null
    return before ? { account: before, fresh: false } : null
  }
}

export async function signIn(api: Api, store: Store, login: string, secret: string): Promise<Account> {
  const account = await api.signIn(login, secret)
  await enter(store, account)
  return account
}

/** From now on this is the phone of this person; nothing of the one before stays. */
export async function enter(store: Store, account: Account): Promise<void> {
  await forget(store)
  await keep(store, "account", account, Date.now())
}

const running = (grant: Grant, now: number) => grant.until === null || Date.parse(grant.until) > now

/** Whether one of the roles is held now, over an area if one is named. */
export function holds(account: Account, roles: readonly string[], area?: string, now = Date.now()): boolean {
  return account.grants.some(
    (grant) => running(grant, now) && roles.includes(grant.role) && (area === undefined || contains(grant.area, area)),
  )
}

/** Whether somebody has a duty beside living here: what they see is then not only their own. */
export const serves = (account: Account, now = Date.now()): boolean =>
  account.grants.some((grant) => running(grant, now) && grant.role !== "resident" && grant.role !== "pending")

const widest = ["rt_head", "rw_head", "volunteer", "kader", "resident"]

/** The area whose line this phone follows: that of the widest duty held, else the own RT. */
export function homeArea(account: Account, now = Date.now()): string {
  const grants = account.grants.filter((grant) => running(grant, now))
  const duty = widest.filter((role) => role !== "resident").flatMap((role) => grants.filter((grant) => grant.role === role))
  const broad = duty.sort((a, b) => a.area.length - b.area.length)[0]
  const own = account.household ?? grants[0]?.area ?? ""
  return (broad?.area ?? own).replace(/\/H[^/]*$/, "")
}
