// A form drawn from a declaration: a new service needs no form of its own.
import type { ComponentChildren } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import { fields as declared } from "../core/schema"
import type { Schema } from "../core/wire"
import { Button } from "./Button"
import { Field } from "./Field"
import { Icon } from "./Icon"
import { check, drawn, tidy, type Errors, type Values } from "./formCheck"

type Props = {
  schema: Schema | undefined
  value: Values
  /** What the server refused, by field. */
  errors?: Errors
  onChange: (value: Values) => void
  /** Called with a tidied body, and only when nothing known here stands against it. */
  onSubmit: (body: Values) => void
  submitLabel: string
  busy?: boolean
  hide?: readonly string[]
  /** Stands above the button: what will happen, or a second button. */
  foot?: ComponentChildren
  /** Fields that stand folded below the others, unless something in them was typed or is wrong. */
  later?: { title: string; fields: readonly string[] }
  /** What the screen asks below the declared fields. */
  children?: ComponentChildren
}

const none: Errors = {}

export function Form({ schema, value, errors = none, onChange, onSubmit, submitLabel, busy, hide = [], foot, later, children }: Props) {
  const form = useRef<HTMLFormElement>(null)
  // An empty sentence here silences what the server said about a field that was touched since.
  const [own, setOwn] = useState<Errors>(none)
  const [tries, setTries] = useState(0)
  const shown = { ...errors, ...own }
  const fields = declared(schema).filter((field) => drawn(field, hide))

  // Focus goes to the first field that needs something; typed text stays.
  useEffect(() => {
    form.current?.querySelector<HTMLElement>(".bad input, .bad select, .bad textarea")?.focus()
  }, [tries, Object.keys(errors).join()])

  const submit = (event: Event) => {
    event.preventDefault()
    const body = tidy(fields, value)
    const found = check(fields, body)
    setOwn(found)
    setTries(tries + 1)
    if (Object.keys(found).length === 0) onSubmit(body)
  }

  const change = (name: string, next: unknown) => {
    if (shown[name]) setOwn({ ...own, [name]: "" })
    onChange({ ...value, [name]: next })
  }

  const draw = (field: (typeof fields)[number]) => (
    <Field key={field.name} field={field} value={value[field.name]} error={shown[field.name]} onChange={(next) => change(field.name, next)} />
  )
  const folded = fields.filter(({ name }) => later?.fields.includes(name))
  const touched = folded.some(({ name }) => shown[name] || value[name] !== undefined)
  return (
    <form ref={form} class="form" noValidate onSubmit={submit}>
      <div class="fields">
        {fields.filter((field) => !folded.includes(field)).map(draw)}
        {later && folded.length > 0 && (
          <details class="later" open={touched}>
            <summary class="button half"><Icon name="plus" /><span>{later.title}</span></summary>
            <div class="fields">{folded.map(draw)}</div>
          </details>
        )}
        {children}
      </div>
      <div class="bar">
        {foot}
        <Button kind="main" submit disabled={busy ?? false}>{submitLabel}</Button>
      </div>
    </form>
  )
}
