// As what somebody serves here, and over which RTs: a head's page is about the area of the office, not about where its holder lives.
import { contains, place } from "../../../core/area"
import { holds } from "../../../core/session"
import type { Account, Grant } from "../../../core/wire"

export type Post = Pick<Grant, "role" | "area">

/** The posts of these roles that are held now, each area once. */
export function postsOf(account: Account, roles: readonly string[]): Post[] {
  const held = account.grants.filter((grant) => roles.includes(grant.role) && holds({ ...account, grants: [grant] }, roles))
  return held.filter((one, i) => held.findIndex((other) => other.area === one.area) === i)
}

/** Heads of an RT or RW. */
export const headships = (account: Account): Post[] => postsOf(account, ["rt_head", "rw_head"])

/** Whoever writes down what people on paper say: heads and kader. */
export const writers = (account: Account): Post[] => postsOf(account, ["rt_head", "rw_head", "kader"])

/** The RTs below some posts, out of all that are known; an RT by itself is known without asking. */
export const rtsOf = (posts: readonly Post[], known: readonly string[]): string[] => {
  const own = posts.filter(({ area }) => place(area).rt !== null).map(({ area }) => area)
  const below = known.filter((area) => place(area).rt !== null && posts.some((post) => contains(post.area, area)))
  return [...new Set([...own, ...below])]
}
