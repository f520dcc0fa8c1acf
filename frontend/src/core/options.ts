// The choices a declaration names, and what a chosen one is called. Titles of cases need no more of a schema than this.
import type { Schema } from "./wire"

export type Option = { value: string; title: string }

export function options(property: Schema): Option[] {
  if (property.oneOf?.every((one) => one.const !== undefined))
    return property.oneOf.map((one) => ({ value: String(one.const), title: one.title ?? String(one.const) }))
  const titles = property["x-titles"] ?? {}
  return (property.enum ?? []).map((value) => ({ value: String(value), title: titles[String(value)] ?? String(value) }))
}

/** The title of a chosen value, such as "Sembako" for need = sembako. */
export function optionTitle(schema: Schema | undefined, name: string, value: unknown): string {
  const property = schema?.properties?.[name]
  return (property && options(property).find((option) => option.value === value)?.title) ?? String(value ?? "")
}
