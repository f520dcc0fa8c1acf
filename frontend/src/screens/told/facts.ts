// What the page about news says, worked out from what the server knows: no DOM.
import type { Notice, Quiet } from "../../core/told"
import { t, type Word } from "../../words/told"

export const hoursOf: readonly (readonly [what: Word, hour: Word])[] = [
  ["toldAlarm", "toldAlarmWhen"], ["toldImportant", "toldImportantWhen"], ["toldRest", "toldRestWhen"],
]

const usual: readonly Quiet[] = [{ from: 0, until: 0 }, { from: 18, until: 7 }, { from: 20, until: 6 }, { from: 21, until: 5 }]
const none = ({ from, until }: Quiet): boolean => from === until
const like = (a: Quiet, b: Quiet): boolean => (none(a) && none(b)) || (a.from === b.from && a.until === b.until)

/** The usual hours, and whatever else was chosen elsewhere. */
export function quietChoices(chosen: Quiet): (Quiet & { on: boolean })[] {
  const all = usual.some((one) => like(one, chosen)) ? usual : [...usual, chosen]
  return all.map((one) => ({ ...one, on: like(one, chosen) }))
}

export const whyWord: Record<Notice["why"], Word> = { turn: "toldTurn", hand: "toldHand", news: "toldNews", public: "toldPublic" }

/** "terkirim 10.41 · dibuka 10.42": what is known of one, in the order in which it happened. */
export function momentsOf(one: Notice, when: (at: string) => string): string[] {
  if (one.state === "failed") return [t("toldLost")]
  const steps: readonly (readonly [Word, string | null])[] = [
    ["toldSent", one.sent_at], ["toldShown", one.opened_at ? null : one.shown_at], ["toldOpened", one.opened_at], ["toldEnded", one.ended_at],
  ]
  const past = steps.flatMap(([word, at]) => (at ? [t(word, { time: when(at) })] : []))
  return past.length ? past : [t("toldWaiting")]
}
