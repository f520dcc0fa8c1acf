// Whose turn a case is, asked of the declared services: a head's, a helper's.
import { holds } from "../../core/session"
import type { Account, Facts, Service } from "../../core/wire"
import { faceOf } from "../../services/face"
import { serviceOf } from "./catalogue"

const heads = ["rt_head", "rw_head", "lurah"]
// How many rungs of heads a question has come to; beyond the RW a silence goes to the puskesmas, and the two below stay asked.
const reached: Record<string, number> = { rt: 1, rw: 2, lurah: 3, health: 2 }

/** A clock of heads runs, or has come to its end without an answer. */
const isAsked = ({ due_for, level }: Facts): boolean => due_for === "pass_on" || due_for === "climb" || (level as string | null) === "health"

/** The states in which a case of this service comes into being: nobody has looked at it yet. */
const isNew = (services: readonly Service[], facts: Facts): boolean =>
  facts.state === "pending" || (serviceOf(services, facts.service)?.moves.some((move) => move.opens && move.to.includes(facts.state)) ?? false)

/** Whether a case waits for this head: it is new or its clock runs, the own rung is reached, and a head's move leaves the state. */
export function waitsForHead(services: readonly Service[], account: Account, facts: Facts): boolean {
  if (faceOf(facts.service).apart) return false
  if (!isAsked(facts) && !isNew(services, facts)) return false
  // Without a clock nobody is passed over: the question stays with the first rung.
  const rungs = heads.slice(0, reached[facts.level ?? ""] ?? 1)
  return rungs.some((role) => holds(account, [role], facts.area)) && headMayMove(services, facts)
}

const headMayMove = (services: readonly Service[], facts: Facts): boolean =>
  serviceOf(services, facts.service)?.moves.some((move) => move.from.includes(facts.state) && move.roles.some((role) => heads.includes(role))) ?? false

/** What a volunteer can take or carries: the declaration says which moves a helper has from the state. */
export function forHelper(services: readonly Service[], facts: Facts): boolean {
  if (faceOf(facts.service).apart) return false
  return serviceOf(services, facts.service)?.moves.some((move) => move.from.includes(facts.state) && move.roles.includes("volunteer")) ?? false
}
