// One of a few, as big options; of many, the list of the phone itself.
import { useId } from "preact/hooks"
import { Icon } from "../../../ui/Icon"

export type Choice = { id: string; title: string }
type Props = { label: string; options: readonly Choice[]; chosen: string; onChoose: (id: string) => void; long?: boolean }

export function Choose({ label, options, chosen, onChoose, long }: Props) {
  const id = useId()
  if (long)
    return (
      <div class="field">
        <label for={id}><b>{label}</b></label>
        <select id={id} class="box" value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
          {options.map((one) => <option key={one.id} value={one.id}>{one.title}</option>)}
        </select>
      </div>
    )
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      <div class="picks">
        {options.map((one) => (
          <label key={one.id} class={one.id === chosen ? "button pick on" : "button pick"}>
            <input class="unseen" type="radio" name={id} checked={one.id === chosen} onChange={() => onChoose(one.id)} />
            {one.id === chosen && <Icon name="check" />}
            <span>{one.title}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
