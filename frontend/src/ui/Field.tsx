// One declared field, drawn for a thumb: choices as big options, counts as a stepper, the error at the field itself.
import type { ComponentChildren } from "preact"
import { useId } from "preact/hooks"
import type { Field as Declared } from "../core/schema"
import { t } from "../words/pages"
import { digits, standing } from "./formCheck"
import { Icon } from "./Icon"

type Props = { field: Declared; value: unknown; error?: string | undefined; onChange: (value: unknown) => void }

export function Field(props: Props) {
  const { field } = props
  const long = field.options.length > mostPicks
  if ((field.kind === "choice" && !long) || field.kind === "toggle") return <Picks {...props} />
  return (
    <Framed {...props}>
      {(described) => (long ? <Select {...props} {...described} /> : measured(field) ? <Measure {...props} {...described} /> : field.kind === "number" ? <Count {...props} {...described} /> : <Text {...props} {...described} />)}
    </Framed>
  )
}

/** Beyond this many a thumb is better off with the list of its own phone. */
const mostPicks = 12

type Described = { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean; "aria-required": boolean }

const Optional = ({ field }: { field: Declared }) => (field.required ? null : <span class="note"> · {t("optional")}</span>)

const Why = ({ id, error }: { id: string; error: string }) => <p id={id} class="why"><Icon name="alert" size="1.25em" /><span>{error}</span></p>

function Framed({ field, error, children }: Props & { children: (described: Described) => ComponentChildren }) {
  const id = useId()
  const by = [field.hint && id + "h", error && id + "e"].filter(Boolean).join(" ")
  return (
    <div class={error ? "field bad" : "field"}>
      <label for={id}><b>{field.title}</b><Optional field={field} /></label>
      {field.hint && <p id={id + "h"} class="note">{field.hint}</p>}
      {children({ id, "aria-describedby": by || undefined, "aria-invalid": !!error, "aria-required": field.required })}
      {error && <Why id={id + "e"} error={error} />}
    </div>
  )
}

function Picks({ field, value, error, onChange }: Props) {
  const id = useId()
  const options = field.kind === "toggle"
    ? [{ value: true, title: t("yes") }, { value: false, title: t("no") }]
    : field.options
  return (
    <fieldset class={`field${error ? " bad" : ""}${field.kind === "toggle" ? " toggle" : ""}`} aria-describedby={error ? id + "e" : undefined}>
      <legend>{field.title}<Optional field={field} /></legend>
      {field.hint && <p class="note">{field.hint}</p>}
      <div class="picks">
        {options.map((option) => (
          <label key={String(option.value)} class={`button pick${option.value === value ? " on" : ""}`}>
            <input class="unseen" type="radio" name={id} checked={option.value === value} onChange={() => onChange(option.value)} />
            {option.value === value && <Icon name="check" />}
            <span>{option.title}</span>
          </label>
        ))}
      </div>
      {error && <Why id={id + "e"} error={error} />}
    </fieldset>
  )
}

function Select({ field, value, onChange, error: _, ...described }: Props & Described) {
  return (
    <select {...described} class="box" value={String(value ?? "")} onChange={(event) => onChange(event.currentTarget.value || undefined)}>
      <option value="">{t("pickOne")}</option>
      {field.options.map((option) => <option key={option.value} value={option.value}>{option.title}</option>)}
    </select>
  )
}

/** What is read off a device, not counted: nobody steps from 34 to 37,9, and who has no device says so beside it. */
const measured = (field: Declared): boolean => field.kind === "number" && !field.required && (field.min ?? 0) > 1

function Measure({ field: _, value, onChange, error: __, ...described }: Props & Described) {
  const none = value === null
  return (
    <div class="measure">
      <input {...described} class="box" inputMode="decimal" autocomplete="off" value={written(value)} onChange={(event) => onChange(numeric(event.currentTarget.value))} />
      <button type="button" class={none ? "button pick on" : "button pick"} aria-pressed={none} onClick={() => onChange(none ? undefined : null)}>
        {none && <Icon name="check" />}
        <span>{t("noDeviceHere")}</span>
      </button>
    </div>
  )
}

/** As people write numbers here, with a comma; what is no number stays as it was typed. */
const written = (value: unknown): string => (value === undefined || value === null ? "" : String(value).replace(".", ","))

function numeric(text: string): unknown {
  const next = Number(text.replace(",", "."))
  return text.trim() === "" ? undefined : Number.isNaN(next) ? text : next
}

function Count({ field, value, onChange, ...described }: Props & Described) {
  const shown = standing(field, value)
  const n = typeof shown === "number" ? shown : NaN
  const set = (next: number) => onChange(Math.min(field.max ?? next, Math.max(field.min ?? next, next)))
  return (
    <div class="count">
      <button type="button" class="round" aria-label={t("fewer")} disabled={n <= (field.min ?? -Infinity)} onClick={() => set((n || 0) - 1)}><Icon name="minus" /></button>
      <input {...described} inputMode="decimal" autocomplete="off" value={written(shown)} onChange={(event) => onChange(numeric(event.currentTarget.value))} />
      <button type="button" class="round" aria-label={t("more")} disabled={n >= (field.max ?? Infinity)} onClick={() => set(Number.isNaN(n) ? (field.min ?? 1) : n + 1)}><Icon name="plus" /></button>
    </div>
  )
}

function Text({ field, value, onChange, error: _, ...described }: Props & Described) {
  const shared = { ...described, class: "box", maxLength: field.maxLength ?? undefined }
  if (field.kind === "text" && (field.maxLength ?? 0) > 120)
    return <textarea {...shared} rows={3} value={String(value ?? "")} onInput={(event) => onChange(event.currentTarget.value)} />
  if (field.kind === "date")
    return <input {...shared} type="date" value={String(value ?? "")} onInput={(event) => onChange(event.currentTarget.value)} />
  if (field.kind === "moment")
    return <input {...shared} type="datetime-local" value={localMoment(value)} onInput={(event) => onChange(wireMoment(event.currentTarget.value))} />
  const numeric = field.pattern && digits(field.pattern)
  return <input {...shared} type="text" inputMode={numeric ? "numeric" : "text"} autocomplete="off" value={String(value ?? "")} onInput={(event) => onChange(event.currentTarget.value)} />
}

/** The control wants "2026-11-21T10:47" by the phone's clock; the wire wants an offset. */
function localMoment(value: unknown): string {
  if (typeof value !== "string" || !value) return ""
  const at = new Date(value)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

const wireMoment = (text: string): string | undefined => (text ? new Date(text).toISOString() : undefined)
