// The days of an absence: how long at one tap, or the two dates.
import { useId } from "preact/hooks"
import { Icon } from "../../../ui/Icon"
import { t } from "../../../words/office"
import { presets, type Days } from "./standin"

type Props = { days: Days; today: string; wrong: { from?: string; until?: string }; onChange: (days: Days) => void }

const word = (id: string): string => (id === "tomorrow" ? t("standInTomorrow") : id === "three" ? t("standInDays", { n: 3 }) : t("standInWeek"))

export function Dates({ days, today, wrong, onChange }: Props) {
  const from = (next: string) => onChange({ from: next, until: next > days.until ? next : days.until })
  return (
    <>
      <div class="picks three" role="group" aria-label={t("standInUntil")}>
        {presets.map(({ id, last }) => {
          const on = days.until === last(days.from)
          return (
            <button key={id} type="button" class={on ? "button pick on" : "button pick"} aria-pressed={on} onClick={() => onChange({ ...days, until: last(days.from) })}>
              <span>{word(id)}</span>
            </button>
          )
        })}
      </div>
      <div class="two">
        <DateBox label={t("standInFrom")} value={days.from} min={today} wrong={wrong.from} onChange={from} />
        <DateBox label={t("standInUntil")} value={days.until} min={days.from} wrong={wrong.until} onChange={(until) => onChange({ ...days, until })} />
      </div>
    </>
  )
}

function DateBox({ label, value, min, wrong, onChange }: { label: string; value: string; min: string; wrong: string | undefined; onChange: (day: string) => void }) {
  const id = useId()
  return (
    <div class={wrong ? "field bad" : "field"}>
      <label for={id}><b>{label}</b></label>
      <input id={id} class="box" type="date" value={value} min={min} aria-invalid={!!wrong} aria-describedby={wrong ? id + "e" : undefined}
        onInput={(event) => event.currentTarget.value && onChange(event.currentTarget.value)} />
      {wrong && <p id={id + "e"} class="why"><Icon name="alert" size="1.25em" /><span>{wrong}</span></p>}
    </div>
  )
}
