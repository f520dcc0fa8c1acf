// One sheet as a command, and whether the stack has it already.
import type { Entry } from "../../../core/outbox"
import type { Values } from "../../../ui/formCheck"
import type { Stack } from "./stack"

/** The whole command's body: an RT, a house, how it agreed, and the fields of the form. */
export const bodyOf = (stack: Stack, house: string, fields: Values): Values => ({ area: stack.rt, household: house, ...fields, on_behalf: { consent: stack.consent } })

const same = (a: unknown, b: unknown): boolean => {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return keys.every((key) => same((a as Values)[key], (b as Values)[key]))
}

/** A sheet of this stack that already says the same of the same house; how it agreed does not matter. */
export const twin = (sheets: readonly Entry[], service: string, move: string, body: Values, mending: string | null): Entry | undefined =>
  sheets.find((one) => one.key !== mending && one.service === service && one.move === move && same({ ...one.body, on_behalf: 0 }, { ...body, on_behalf: 0 }))
