// A short form of plain lines. Not drawn from a schema: a browser must know a secret when it sees one, to keep it and to hide it.
import { Button } from "../../ui/Button"

export type Line = { name: string; label: string; hint?: string; secret?: boolean; complete?: string }
type Props = { lines: readonly Line[]; submit: string; busy: boolean; onEnter: (typed: Record<string, string>) => void }

export function Plain({ lines, submit, busy, onEnter }: Props) {
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget as HTMLFormElement)
    onEnter(Object.fromEntries(lines.map(({ name, secret }) => [name, secret ? String(typed.get(name)) : String(typed.get(name)).trim()])))
  }
  return (
    <form onSubmit={send}>
      {lines.map(({ name, label, hint, secret, complete }) => (
        <div key={name} class="field">
          <label for={name}><b>{label}</b></label>
          {hint && <p class="note">{hint}</p>}
          <input {...(secret ? { type: "password" as const } : { type: "text" as const })} {...shared(name, complete)} />
        </div>
      ))}
      <Button kind="main" submit disabled={busy}>{submit}</Button>
    </form>
  )
}

const shared = (name: string, complete = "off") => ({
  class: "box",
  id: name,
  name,
  required: true,
  autocomplete: complete as "off",
  autocapitalize: complete === "name" ? ("words" as const) : ("none" as const),
  spellcheck: false,
})
