// What the person who is signed in may do, and where: read from the account that the server gave.
import { contains } from "./area"
import type { Account, Grant } from "./wire"

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
