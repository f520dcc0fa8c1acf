import type { ComponentChildren } from "preact"
import { Drum, type DrumStep } from "./Drum"

export type Moment = { id: string; step: DrumStep; word: string; time?: string; phase: "past" | "now" | "next"; body?: ComponentChildren }

/** Drums on one thread: what was, with the server's time; what is now; what comes next, dashed and grey. */
export function Timeline({ moments }: { moments: readonly Moment[] }) {
  return (
    <ol class="line">
      {moments.map(({ id, step, word, time, phase, body }) => (
        <li key={id} class={phase} aria-current={phase === "now" ? "step" : undefined}>
          <Drum step={phase === "next" ? "unsent" : step} tone={phase} />
          <span>{word}</span>
          {time && <time>{time}</time>}
          {body && <div class="more">{body}</div>}
        </li>
      ))}
    </ol>
  )
}
