// Who uses this phone, and that the server knows it. The token lives in a cookie that no script can read; the phone only remembers whose home to draw.
import type { Api } from "./api"
import { Problem } from "./problem"
import { keep, recall, type Store } from "./store"
import type { Account } from "./wire"

export type Session = { account: Account; fresh: boolean }

/** Whom this phone shows and files for. The server follows as soon as it is reached. */
export const chosen = async (store: Store): Promise<string | undefined> => (await recall<string>(store, "who"))?.value

/** The person chosen on this phone, without asking the network. */
export async function remembered(store: Store): Promise<Account | null> {
  const who = await chosen(store)
  return (who && (await recall<Account>(store.of(who), "account"))?.value) || null
}

/**
 * Makes sure that the server takes this browser for whom the phone chose. null: that person is not signed in here any more, or
 * nobody is. Out of reach: whoever was remembered.
 */
export async function refresh(api: Api, store: Store): Promise<Session | null> {
  const who = await chosen(store)
  try {
    const me = await api.me().catch((problem: unknown) => {
      if (who && problem instanceof Problem && problem.signedOut) return null
      throw problem
    })
    const { account, carry } = me && (!who || me.account.id === who) ? me : await (await import("./turn")).turn(api, who!)
    await enter(store, account)
    await keep(store.of(account.id), "carry", carry, Date.now())
    return { account, fresh: true }
  } catch (problem) {
    if (problem instanceof Problem && problem.signedOut) return null
    if (problem instanceof Problem && problem.refusal.code === "invalid") {
      // A duty wants its secret: nothing is forgotten, somebody is asked.
      await store.remove("kept", "who")
      return null
    }
    const before = await remembered(store)
    return before && { account: before, fresh: false }
  }
}

export async function signIn(api: Api, store: Store, login: string, secret: string): Promise<Account> {
  const account = await api.signIn(login, secret)
  await enter(store, account)
  return account
}

/** From now on this person uses the phone; what others keep on it stays theirs. */
export async function enter(store: Store, account: Account): Promise<void> {
  await keep(store, "who", account.id, Date.now())
  await keep(store.of(account.id), "account", account, Date.now())
}
