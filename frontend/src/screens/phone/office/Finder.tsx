// A field that finds: what is typed narrows a short list, Enter takes the first, a thumb takes any. The list stands in the page
// and not above it, so that nothing is covered and nothing cut with large letters.
import type { Ref } from "preact"
import { useId, useState } from "preact/hooks"
import { Icon } from "../../../ui/Icon"
import { Plate } from "../../../ui/Plate"
import { find, type Item } from "./find"

type Props = {
  label: string
  hint?: string
  /** Said where nothing fits. */
  none: string
  items: readonly Item[]
  chosen: Item | null
  onPick: (item: Item | null) => void
  error?: string | undefined
  /** A number pad, where every plate is a number. */
  digits?: boolean
  /** The list stands before anything is typed. */
  eager?: boolean
  input?: Ref<HTMLInputElement>
}

export function Finder({ label, hint, none, items, chosen, onPick, error, digits, eager, input }: Props) {
  const id = useId()
  const [typed, type] = useState("")
  const [open, setOpen] = useState(false)
  const [at, point] = useState(0)
  const found = open && !chosen && (typed || eager) ? find(items, typed) : []
  const nothing = open && !chosen && typed !== "" && found.length === 0
  const active = found[at] ? `${id}-${at}` : undefined
  const by = [hint && id + "h", error && id + "e"].filter(Boolean).join(" ")

  const write = (text: string) => {
    if (chosen) onPick(null)
    type(text)
    point(0)
    setOpen(true)
  }
  const pick = (item: Item | undefined) => {
    if (!item) return
    type("")
    setOpen(false)
    onPick(item)
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault()
      if (!event.isComposing) pick(found[at])
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      setOpen(true)
      point(Math.min(Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)), Math.max(0, found.length - 1)))
    } else if (event.key === "Escape" && open) {
      event.preventDefault()
      setOpen(false)
    }
  }

  return (
    <div class={error ? "field bad finder" : "field finder"}>
      <label for={id}><b>{label}</b></label>
      {hint && <p id={id + "h"} class="note">{hint}</p>}
      <input
        ref={input ?? null} id={id} class="box" role="combobox" autocomplete="off" inputMode={digits ? "numeric" : "text"}
        aria-expanded={found.length > 0} aria-controls={id + "l"} aria-autocomplete="list" aria-activedescendant={active}
        aria-invalid={!!error} aria-required aria-describedby={by || undefined}
        value={chosen ? chosen.title : typed}
        onFocus={(event) => { setOpen(true); event.currentTarget.select() }}
        onBlur={() => setOpen(false)}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={keys}
      />
      <ul id={id + "l"} role="listbox" aria-label={label} class="found" hidden={found.length === 0}>
        {found.map((item, i) => (
          <li key={item.id} id={`${id}-${i}`} role="option" aria-selected={i === at}
            onMouseDown={(event) => event.preventDefault()} onClick={() => pick(item)}>
            <Plate small outlined lines={[item.plate]} /><span>{item.title}</span>
          </li>
        ))}
      </ul>
      {nothing && <p class="note" role="status">{none}</p>}
      {error && <p id={id + "e"} class="why"><Icon name="alert" size="1.25em" /><span>{error}</span></p>}
    </div>
  )
}
