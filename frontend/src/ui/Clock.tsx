// Jam kentongan: time is light growing in the slit of a drum. It never blames: it names who holds it, who is next, and when.
import { share, type ClockState } from "../core/clock"
import { Icon } from "./Icon"
import { Plate } from "./Plate"

export type { ClockState }
export type ClockProps = {
  from: number
  due: number
  now: number
  holder?: string | null
  next?: string | null
  label: string
  state: ClockState
  /** Said aloud, and shown below the clock unless `quiet`. */
  sentence: string
  quiet?: boolean
}

/** The lit share of the slit; night and what was never sent have no light yet. */
function lit({ from, due, now, state }: ClockProps): number {
  if (state === "night" || state === "unsent") return 0
  return state === "passed" || state === "answered" ? 1 : share(from, due, now)
}

/** The words that carry the hour stand out, wherever the language puts them. */
function withHour(sentence: string, label: string) {
  const at = label ? sentence.search(new RegExp(`(\\bpukul |\\bat )?${label.replace(".", "\\.")}`)) : -1
  if (at < 0) return sentence
  const end = sentence.indexOf(label, at) + label.length
  return <>{sentence.slice(0, at)}<b>{sentence.slice(at, end)}</b>{sentence.slice(end)}</>
}

export function Clock(props: ClockProps) {
  const { holder, next, label, state, sentence, quiet } = props
  const passed = state === "passed"
  const light = lit(props)
  return (
    <div class="jam">
      <div class={`clock ${state}`} role="img" aria-label={sentence}>
        {holder && <Plate small outlined={passed} lines={[holder]} />}
        <span class="wood">
          <span class="slit">
            {light > 0 && <span class="light" style={{ width: `${Math.round(light * 1000) / 10}%` }} />}
            {state === "night" && <Icon name="moon" />}
          </span>
        </span>
        {next && <Plate small outlined={!passed} lines={[next]} />}
        {label && <b>{label}</b>}
      </div>
      {!quiet && <p class="sentence" aria-hidden="true">{withHour(sentence, label)}</p>}
    </div>
  )
}
