// What a viewer may read of a case, under the titles its declaration gives. Phone and desk list it the same way.
import { currentLanguage } from "../core/i18n"
import { fields, type Field } from "../core/schema"
import { dateWord } from "../core/dates"
import type { Service } from "../core/wire"
import { t } from "../words/pages"
import { storyOf } from "./story"

export type Told = { name: string; title: string; said: string }

/** `moment` words a time as the screen does. */
export function told(service: Service | undefined, data: Record<string, unknown>, moment: (at: number) => string): Told[] {
  // Several moves may have a "note"; what the opening move calls it is what the household was asked.
  const asked = [...(service?.moves ?? [])].sort((a, b) => Number(a.opens) - Number(b.opens))
  const declared = new Map(asked.flatMap((move) => fields(move.schema)).map((field) => [field.name, field]))
  const { labels = {}, titled = [], skip, say } = storyOf(service?.name ?? "")
  // What the service names stands first, in its own order; then what was asked, in the order of the form.
  const order = [...Object.keys(labels), ...declared.keys()]
  const rows = Object.entries(data).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
  return rows.flatMap(([name, value]) => {
    const field = declared.get(name)
    const title = labels[name]?.() ?? field?.title
    if (!title || titled.includes(name) || skip?.(name, value) || value === "" || value === false || value === null || field?.kind === "reference") return []
    // A list names fields, such as the reasons of an advice: each is said as the form asks it.
    const named = Array.isArray(value) ? value.map((one) => labels[String(one)]?.() ?? declared.get(String(one))?.title ?? "").filter(Boolean).join(", ") : undefined
    const said = say?.(name, value, data) ?? named ?? plain(field, value, moment)
    return said ? [{ name, title, said }] : []
  })
}

function plain(field: Field | undefined, value: unknown, moment: (at: number) => string): string {
  if (value === true) return t("yes")
  const text = field?.options.find((option) => option.value === value)?.title ?? String(value)
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return dateWord(text, currentLanguage())
  return /^\d{4}-\d\d-\d\dT/.test(text) ? moment(Date.parse(text)) : text
}
