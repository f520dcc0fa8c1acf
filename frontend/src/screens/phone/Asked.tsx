// A household that is asked once a day how it goes: a card on its home, and above the case the days with what was said of them.
import { currentLanguage } from "../../core/i18n"
import { dateWord, daysBetween } from "../../core/dates"
import { dayOf } from "../../core/time"
import type { CaseAnswer } from "../../core/wire"
import { askedOf } from "../../services/asked"
import { caseTitle, faceOf } from "../../services/face"
import { CaseCard } from "../../ui/Card"
import { serviceOf } from "./catalogue"
import { usePhone, useTown } from "./context"
import type { View } from "./phone"
import { go } from "./route"
import "./asked.css"

type Days = { title: string; day: string; ends: string; cells: boolean[]; today: number; said: string; given: boolean; sent: boolean }

/** What is asked today of a case, with the days that have news; null where nothing is. */
export function daysOf(answer: CaseAnswer, view: View, now: number): Days | null {
  const asked = askedOf(answer.case)
  if (!asked || asked.days < 1) return null
  const held = view.queue.filter((entry) => entry.case === answer.case.id && asked.moves.includes(entry.move) && entry.state !== "refused")
  const news = [
    ...answer.timeline.filter(({ type }) => asked.moves.includes(type)).map(({ at }) => Date.parse(at)),
    ...held.map((entry) => entry.sentAt ?? entry.storedAt),
  ].map((at) => daysBetween(asked.from, dayOf(at, view.zone)))
  const today = daysBetween(asked.from, dayOf(now, view.zone))
  const n = Math.min(asked.days, Math.max(1, today + 1))
  const cells = Array.from({ length: asked.days }, (_, i) => news.includes(i))
  const given = news.includes(today)
  const last = new Date(Date.parse(asked.from) + (asked.days - 1) * 86_400_000).toISOString()
  return {
    title: given ? asked.given : asked.title,
    day: asked.day(n, asked.days),
    ends: asked.ends(dateWord(last, currentLanguage())),
    cells,
    today,
    said: asked.cells(n, asked.days, cells.filter(Boolean).length),
    given,
    sent: held.every((entry) => entry.state === "sent"),
  }
}

/** On the home: one card for each, until it was answered and for the rest of that day. */
export function AskedCards() {
  const { view } = usePhone()
  const now = useTown(5000)
  return (
    <>
      {view.mine.filter((one) => faceOf(one.service).asks?.includes(one.state)).map((one) => {
        const answer = view.details[one.id]?.answer
        const days = answer && daysOf(answer, view, now)
        if (!days) return null
        const about = caseTitle(serviceOf(view.services, one.service), answer.case.data)
        return <CaseCard key={one.id} title={days.title} note={`${about} · ${days.day}`} glyph={days.given ? (days.sent ? "done" : "stored") : "unsent"} onOpen={() => go("kasus", one.id)} />
      })}
    </>
  )
}

export function AskedDays({ answer, now }: { answer: CaseAnswer; now: number }) {
  const { view } = usePhone()
  const days = daysOf(answer, view, now)
  if (!days) return null
  return (
    <section class="card asked">
      <h2>{days.title}</h2>
      <p class="section"><b>{days.day}</b><span class="note">{days.ends}</span></p>
      <div class="days whole" role="img" aria-label={days.said} style={{ gridTemplateColumns: `repeat(${Math.min(days.cells.length, 7)}, 1fr)` }}>
        {days.cells.map((on, i) => <span key={i} class={i === days.today ? "today" : undefined}><i class={on ? "on" : undefined} /></span>)}
      </div>
    </section>
  )
}
