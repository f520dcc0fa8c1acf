// A promise of 72 hours as the drum's clock: what happens, and when at the latest. Before the server has it, it does not run.
import type { Entry } from "../../../core/outbox"
import type { Facts } from "../../../core/wire"
import { Clock } from "../../../ui/Clock"
import { t } from "../../../words/own"
import { pendingWord } from "../pending"
import type { View } from "../phone"
import { moment } from "../text"

export function Waiting({ facts, now, view, say }: { facts: Facts; now: number; view: View; say: (when: string) => string }) {
  const due = Date.parse(facts.due ?? facts.since)
  const label = moment(due, now, view.zone)
  return <div class="card"><Clock from={Date.parse(facts.since)} due={due} now={now} label={label} state={now >= due ? "passed" : "running"} sentence={say(label)} /></div>
}

/** What was tapped and lies on this phone; an opening starts its clock only at the server. */
export function Held({ entry, now, view }: { entry: Entry; now: number; view: View }) {
  const opens = entry.key === entry.case
  return (
    <div class="card">
      {opens ? <Clock from={0} due={0} now={now} state="unsent" label="" sentence={t("clockUnsent")} /> : <p>{pendingWord(entry, view)}</p>}
    </div>
  )
}
