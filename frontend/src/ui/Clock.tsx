// Jam kentongan: time is light growing in the slit of a drum. It never blames: it names who holds it, who is next, and when.
import { Icon } from "./Icon"
import { Plate } from "./Plate"

export type ClockState = "running" | "soon" | "passed" | "answered" | "night" | "unsent"
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

/** The lit share of the slit, in whole steps of a second: nothing eases, nothing blinks. */
export function lit({ from, due, now, state }: Pick<ClockProps, "from" | "due" | "now" | "state">): number {
  if (state === "night" || state === "unsent") return 0
  if (state === "passed" || state === "answered" || due <= from) return 1
  const elapsed = Math.floor((now - from) / 1000) * 1000
  return Math.min(1, Math.max(0, elapsed / (due - from)))
}

/** The words that carry the hour stand out, wherever the language puts them. */
function withHour(sentence: string, label: string) {
  const at = label ? sentence.search(new RegExp(`(pukul |at )?${label.replace(".", "\\.")}`)) : -1
  if (at < 0) return sentence
  const end = sentence.indexOf(label, at) + label.length
  return <>{sentence.slice(0, at)}<b>{sentence.slice(at, end)}</b>{sentence.slice(end)}</>
}

export function Clock(props: ClockProps) {
  const { holder, next, label, state, sentence, quiet } = props
  const passed = state === "passed"
  const share = lit(props)
  return (
    <div class="jam">
      <div class={`clock ${state}`} role="img" aria-label={sentence}>
        {holder && <Plate small outlined={passed} lines={[holder]} />}
        <span class="wood">
          <span class="slit">
            {share > 0 && <span class="light" style={{ width: `${Math.round(share * 1000) / 10}%` }} />}
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
