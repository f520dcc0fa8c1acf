// The trip of one case as a thread of drums: what was, what waits on this phone, what is still to come.
import { t } from "../../words/pages"
import type { Entry } from "../../core/outbox"
import type { CaseAnswer, TimelineEntry } from "../../core/wire"
import { drumStep } from "../../services/face"
import { storyOf } from "../../services/story"
import { Clock } from "../../ui/Clock"
import type { Moment } from "../../ui/Timeline"
import { isFinal } from "./catalogue"
import { pendingWord } from "./pending"
import type { View } from "./phone"
import { clockProps, moment, reader } from "./text"

export function momentsOf(answer: CaseAnswer, view: View, now: number, opening: Entry | undefined, pending: readonly Entry[]): Moment[] {
  const { case: facts, timeline, seen, rang } = answer
  const time = (at: string) => moment(Date.parse(at), now, view.zone)
  const moments: (Moment & { at: number })[] = timeline.map((entry) => ({
    id: entry.id,
    at: Date.parse(entry.at),
    step: drumStep({ service: facts.service, state: entry.state }, isFinal(view.services, facts.service, entry.state)),
    word: word(entry, facts.service),
    time: time(entry.at),
    phase: "past",
  }))
  // A phone that showed it says so; it may have been read on a screen before.
  if (rang && !(seen && seen.at < rang.at)) moments.push({ id: "rang", at: Date.parse(rang.at), step: "sent", word: t("rangAt", { who: reader(rang) }), time: time(rang.at), phase: "past" })
  if (seen) moments.push({ id: "seen", at: Date.parse(seen.at), step: "read", word: t("readBy", { who: reader(seen) }), time: time(seen.at), phase: "past" })
  moments.sort((a, b) => a.at - b.at)
  if (opening) moments.unshift({ id: "stored", at: 0, step: "stored", word: t("storedOnPhone"), time: moment(opening.storedAt, now, view.zone), phase: "past" })

  const last = moments.at(-1)
  const clock = clockProps(facts, now, view.zone)
  if (last) {
    last.phase = isFinal(view.services, facts.service, facts.state) ? "past" : "now"
    if (clock) last.body = <div class="card"><Clock {...clock} /></div>
  }
  const waiting = pending.map((entry): Moment => ({ id: entry.key, step: "unsent", word: pendingWord(entry, view), phase: "now" }))
  const ahead = (storyOf(facts.service).ahead?.(facts.state) ?? []).map((text): Moment => ({ id: "next " + text, step: "unsent", word: text, phase: "next" }))
  return [...moments, ...waiting, ...ahead]
}

function word(entry: TimelineEntry, service: string): string {
  const by = entry.by.title
  return storyOf(service).past?.(entry.type, by) || (by ? `${entry.title} · ${by}` : entry.title)
}
