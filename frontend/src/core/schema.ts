// Reads a declared input schema into the few kinds of fields a form can draw. No screen looks into a schema itself.
import { options, type Option } from "./options"
import type { Schema } from "./wire"

export type Field = {
  name: string
  title: string
  hint: string
  required: boolean
  kind: "choice" | "toggle" | "number" | "text" | "date" | "moment" | "reference"
  options: Option[]
  min: number | null
  max: number | null
  maxLength: number | null
  pattern: string | null
}

// Names that every service uses for what it points at; a screen or the server completes them, nobody types them.
const references = ["household", "photo", "holder", "on_behalf"]

/** Fields in the declared order; those the declaration forgot to order come last. */
export function fields(schema: Schema | undefined): Field[] {
  const properties = schema?.properties ?? {}
  const order = schema?.["x-order"] ?? []
  const names = [...order, ...Object.keys(properties).filter((name) => !order.includes(name))]
  return names.flatMap((name) => {
    const property = properties[name]
    return property ? [field(name, property, schema?.required?.includes(name) ?? false)] : []
  })
}

function field(name: string, property: Schema, required: boolean): Field {
  const choices = options(property)
  return {
    name,
    title: property.title ?? name,
    hint: property.description ?? "",
    required,
    kind: choices.length ? "choice" : references.includes(name) ? "reference" : kind(property),
    options: choices,
    min: property.minimum ?? null,
    max: property.maximum ?? null,
    maxLength: property.maxLength ?? null,
    pattern: property.pattern ?? null,
  }
}

function kind(property: Schema): Field["kind"] {
  const types = ([] as (string | undefined)[]).concat(property.type)
  if (types.includes("boolean")) return "toggle"
  if (types.includes("integer") || types.includes("number")) return "number"
  if (types.includes("object")) return "reference"
  if (property.format === "date") return "date"
  if (property.format === "date-time") return "moment"
  return property.format === "uuid" ? "reference" : "text"
}

/** True when a move asks for nothing that must be given: one tap is the whole form. */
export const asksNothing = (schema: Schema | undefined): boolean => (schema?.required ?? []).length === 0
