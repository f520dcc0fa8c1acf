// What a form can know before the server does. The server's rules come after; its words land at the same fields.
import type { Field } from "../core/schema"
import { t } from "../words/pages"

export type Values = Record<string, unknown>
export type Errors = Record<string, string>

/** References (house, holder, photo) are completed by the screen or the server, never typed by a person. */
export const drawn = (field: Field, hide: readonly string[]): boolean => field.kind !== "reference" && !hide.includes(field.name)

const empty = (value: unknown): boolean => value === undefined || value === null || (typeof value === "string" && value.trim() === "")

/** The value a field stands for: a required stepper always shows a number, so that number counts. */
export function standing(field: Field, value: unknown): unknown {
  if (field.kind === "number" && field.required && empty(value)) return field.min ?? 0
  return value
}

/** The body to send: nothing empty, text without edges, only fields of this form or given by the screen. */
export function tidy(fields: readonly Field[], values: Values): Values {
  const body: Values = {}
  for (const [name, value] of Object.entries(values)) if (!empty(value)) body[name] = typeof value === "string" ? value.trim() : value
  for (const field of fields) {
    const value = standing(field, body[field.name])
    if (!empty(value)) body[field.name] = value
  }
  return body
}

/** One sentence a field, saying what to do. */
export function check(fields: readonly Field[], body: Values): Errors {
  const errors: Errors = {}
  for (const field of fields) {
    const why = problem(field, body[field.name])
    if (why) errors[field.name] = why
  }
  return errors
}

function problem(field: Field, value: unknown): string | null {
  if (empty(value)) return field.required ? t(field.kind === "choice" || field.kind === "toggle" ? "pickOne" : "fillIn") : null
  if (field.kind === "number") {
    const n = Number(value)
    if (!Number.isFinite(n)) return t("fillNumber")
    if (field.min !== null && n < field.min) return t("atLeast", { n: field.min })
    if (field.max !== null && n > field.max) return t("atMost", { n: field.max })
  }
  if (typeof value === "string") {
    if (field.maxLength !== null && value.length > field.maxLength) return t("tooLong", { n: field.maxLength })
    if (field.pattern && !new RegExp(field.pattern, "u").test(value)) return t(digits(field.pattern) ? "fillDigits" : "fillAgain", { n: digits(field.pattern) ?? 0 })
  }
  return null
}

/** How many digits a pattern like ^[0-9]{6}$ wants; null when it wants something else. */
export const digits = (pattern: string): number | null => Number(/^\^(?:\[0-9\]|\\d)\{(\d+)\}\$$/.exec(pattern)?.[1]) || null
