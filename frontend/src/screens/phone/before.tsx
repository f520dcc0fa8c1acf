// The thread of a report that has not left the phone.
import type { Entry } from "../../core/outbox"
import { storyOf } from "../../services/story"
import { Clock } from "../../ui/Clock"
import type { Moment } from "../../ui/Timeline"
import { t } from "../../words/pages"
import { moveOf, serviceOf } from "./catalogue"
import type { View } from "./phone"
import { moment } from "./text"

/** A report that only this phone knows: its thread begins, and its clock waits for the server. */
export function momentsBefore(entry: Entry, view: View, now: number): Moment[] {
  const first = moveOf(view.services, entry.service, entry.move)?.to[0] ?? "filed"
  // Only where a clock will run is there one that waits to begin.
  const body = serviceOf(view.services, entry.service)?.clocks.some(({ state }) => state === first) && (
    <div class="card">
      <Clock from={0} due={0} now={now} state="unsent" label="" sentence={t("clockUnsent")} />
    </div>
  )
  const ahead = storyOf(entry.service).ahead?.(first) ?? []
  return [
    { id: "stored", step: "stored", word: t("storedOnPhone"), time: moment(entry.storedAt, now, view.zone), phase: "now", body },
    ...[t("sent"), ...ahead].map((text): Moment => ({ id: "next " + text, step: "unsent", word: text, phase: "next" })),
  ]
}
