// One line to write, with its hint and what is wrong with it at the field itself.
import { useId } from "preact/hooks"
import type { ComponentChildren } from "preact"
import { Icon } from "../../ui/Icon"
import { t } from "../../words/setup"

type Props = {
  label: string
  hint?: string
  error?: string | undefined
  value: string
  onInput: (text: string) => void
  /** How a browser keeps it or offers it: names, logins and passwords are known to it. */
  complete?: string
  digits?: boolean
  secret?: boolean
  max?: number
  optional?: boolean
  children?: ComponentChildren
}

export function Line({ label, hint, error, value, onInput, complete = "off", digits, secret, max, optional, children }: Props) {
  const id = useId()
  const by = [hint && id + "h", error && id + "e"].filter(Boolean).join(" ")
  return (
    <div class={error ? "field bad" : "field"}>
      <label for={id}><b>{label}</b>{optional && <span class="note"> · {t("optional")}</span>}</label>
      {hint && <p id={id + "h"} class="note">{hint}</p>}
      <input
        id={id} class="box" {...(secret ? { type: "password" as const } : { type: "text" as const })} value={value} maxLength={max} inputMode={digits ? "numeric" : "text"}
        autocomplete={complete as "off"} autocapitalize={complete === "name" ? "words" : "none"} spellcheck={false}
        aria-describedby={by || undefined} aria-invalid={!!error} aria-required={!optional}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {error && <p id={id + "e"} class="why"><Icon name="alert" size="1.25em" /><span>{error}</span></p>}
      {children}
    </div>
  )
}

/** A whole number that is typed or stepped. */
export function Count({ label, hint, value, min, max, onChange }: { label: string; hint?: string; value: number; min: number; max: number; onChange: (n: number) => void }) {
  const id = useId()
  const set = (n: number) => onChange(Math.min(max, Math.max(min, n)))
  return (
    <div class="field">
      <label for={id}><b>{label}</b></label>
      {hint && <p id={id + "h"} class="note">{hint}</p>}
      <div class="count">
        <button type="button" class="round" aria-label={`${t("fewer")}: ${label}`} disabled={value <= min} onClick={() => set(value - 1)}><Icon name="minus" /></button>
        <input id={id} inputMode="numeric" autocomplete="off" aria-describedby={hint && id + "h"} value={value || ""} onFocus={(event) => event.currentTarget.select()} onInput={(event) => onChange(Math.min(max, Number(event.currentTarget.value.replace(/\D/g, ""))))} />
        <button type="button" class="round" aria-label={`${t("more")}: ${label}`} disabled={value >= max} onClick={() => set(value + 1)}><Icon name="plus" /></button>
      </div>
    </div>
  )
}

/** One of two or three. */
export function Picks<T extends string>({ label, options, chosen, onChoose }: { label: string; options: readonly (readonly [T, string])[]; chosen: T; onChoose: (id: T) => void }) {
  const id = useId()
  return (
    <fieldset class="field">
      <legend class="unseen">{label}</legend>
      <div class="picks">
        {options.map(([value, title]) => (
          <label key={value} class={value === chosen ? "button pick on" : "button pick"}>
            <input class="unseen" type="radio" name={id} checked={value === chosen} onChange={() => onChoose(value)} />
            {value === chosen && <Icon name="check" />}
            <span>{title}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** What did not go, above the fields. */
export const Trouble = ({ children }: { children: string | false | undefined }) => (children ? <p class="why" role="alert"><Icon name="alert" size="1.25em" /><span>{children}</span></p> : null)
