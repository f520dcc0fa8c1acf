// One card for a family, twice a day: all as yesterday, what differs, or a danger sign that does not wait.
import { useState } from "preact/hooks"
import { currentLanguage } from "../../core/i18n"
import { dateWord } from "../../core/dates"
import { measuresSaid } from "../../services/isolation/measures"
import { CaseCard } from "../../ui/Card"
import { Button } from "../../ui/Button"
import { Empty, Loading } from "../../ui/Empty"
import { Form } from "../../ui/Form"
import type { Values } from "../../ui/formCheck"
import { Screen } from "../../ui/Screen"
import { Option, Sheet } from "../../ui/Sheet"
import { ZoneShape } from "../../ui/Zone"
import { t } from "../../words/pages"
import { act } from "./alarm"
import { moveOf } from "./catalogue"
import { homeOf, usePhone, useTown } from "./context"
import { patients, refusedNews, windowWords, type Patient } from "./family"
import { back, go, goInstead } from "./route"
import { QueueStrip } from "./Strips"
import { moment } from "./text"
import { Wrong } from "./Wrong"
import "./telling"
import "./screens.css"

/** On the home: the one thing that is asked of this family now. */
export function DailyCard() {
  const { view } = usePhone()
  const now = useTown(5000)
  const all = patients(view, now)
  const { title, note, done } = windowWords(all, view, now)
  return <CaseCard title={title} note={note} glyph={done ? (all.every((one) => one.sent) ? "done" : "stored") : "unsent"} onOpen={() => go("kabar")} />
}

const name = (one: Patient): string => one.who || t("patient")

export function CheckIn() {
  const { phone, view } = usePhone()
  const now = useTown()
  const [differs, setDiffers] = useState<Patient | null>(null)
  const [weak, setWeak] = useState(false)
  const all = patients(view, now)
  const { title, note, done } = windowWords(all, view, now)
  const frame = { title, back, lurik: homeOf(view).lurik, strip: <QueueStrip view={view} now={now} /> }

  const send = (one: Patient, body: Values) => {
    setDiffers(null)
    setWeak(false)
    const { id, service } = one.facts
    return act(phone, { service, move: "check_in", case: id, title: t("newsOf", { who: name(one) }), body: { case: id, ...body } }, one.data)
  }
  const same = () => void all.filter((one) => one.givenAt === null).reduce((before, one) => before.then(() => send(one, { same: true })), Promise.resolve<unknown>(null))
  const danger = (one: Patient) => void send(one, { same: false, danger: true })

  if (all.length === 0)
    return (
      <Screen {...frame} title={t(view.known ? "newsNone" : "loading")} bar={<Button kind="half" onClick={() => goInstead("beranda")}>{t("toHome")}</Button>}>
        {view.known ? <Empty title={t("newsNone")}>{t("newsNoneHint")}</Empty> : <Loading label={t("loading")} />}
      </Screen>
    )
  const longest = [...all].sort((a, b) => b.days - b.day - (a.days - a.day))[0]!
  const bar = (
    <>
      {done ? <Button kind="half" onClick={() => goInstead("beranda")}>{t("toHome")}</Button> : <Button kind="main" icon="check" onClick={same}>{t("newsSame")}</Button>}
      <p class="wide">
        <button type="button" class="button danger" onClick={() => (all.length === 1 ? danger(longest) : setWeak(true))}><ZoneShape shape="octagon" size="1.5em" /><span>{t("newsWeak")}</span></button>
      </p>
    </>
  )
  return (
    <Screen {...frame} note={note} bar={bar}>
      {refusedNews(view).map((entry) => <Wrong key={entry.key} entry={entry} />)}
      {longest.days > 0 && <Days one={longest} />}
      <ul class="card rows family">
        {all.map((one) => <Row key={one.facts.id} one={one} last={last(one, now, view.zone)} alone={all.length === 1} onDiffers={() => setDiffers(one)} />)}
      </ul>
      <p class="note">{t("newsDevice")}</p>
      {differs && <Differs one={differs} onClose={() => setDiffers(null)} onSend={(body) => void send(differs, { ...body, same: false })} />}
      {weak && (
        <Sheet title={t("newsWho")} open onClose={() => setWeak(false)}>
          {all.map((one) => <Option key={one.facts.id} onClick={() => danger(one)}>{name(one)}</Option>)}
        </Sheet>
      )}
    </Screen>
  )
}

/** What was said last, and when: the family compares with it. */
function last({ data }: Patient, now: number, zone: string): string {
  const at = data["last_check_in"]
  const said = measuresSaid(data["last"]) || t("noDevice")
  return typeof at === "string" ? `${moment(Date.parse(at), now, zone)} · ${said}` : said
}

/** Day cells in two halves: morning over evening. */
function Days({ one: { day, days, cells, data } }: { one: Patient }) {
  const given = cells.reduce((n, cell) => n + Number(cell.morning) + Number(cell.evening), 0)
  const ends = data["release_on"]
  return (
    <>
      <div class="section">
        <h2>{t("newsDay", { n: day, of: days })}</h2>
        {typeof ends === "string" && <span class="note">{t("newsEnds", { day: dateWord(ends, currentLanguage()) })}</span>}
      </div>
      <div class="days" role="img" aria-label={t("newsCells", { n: day, of: days, given })} style={{ gridTemplateColumns: `repeat(${days > 10 ? 7 : days}, 1fr)` }}>
        {cells.map((cell, i) => <span key={i} class={cell.today ? "today" : undefined}><i class={cell.morning ? "on" : undefined} /><i class={cell.evening ? "on" : undefined} /></span>)}
      </div>
    </>
  )
}

type RowProps = { one: Patient; last: string; alone: boolean; onDiffers: () => void }

function Row({ one, last, alone, onDiffers }: RowProps) {
  return (
    <li>
      <div>
        <b>{name(one)}</b>
        <p class="note">{alone || one.days === 0 ? last : t("newsDay", { n: one.day, of: one.days }) + " · " + last}</p>
      </div>
      <Button kind="half" onClick={onDiffers}>{t("newsOther")}</Button>
    </li>
  )
}

type DiffersProps = { one: Patient; onClose: () => void; onSend: (body: Values) => void }

function Differs({ one, onClose, onSend }: DiffersProps) {
  const { view } = usePhone()
  const [value, change] = useState<Values>({})
  const move = moveOf(view.services, one.facts.service, "check_in")
  return (
    <Sheet title={t("newsOf", { who: name(one) })} open onClose={onClose}>
      <Form schema={move?.schema} value={value} hide={["same"]} onChange={change} onSubmit={onSend} submitLabel={t("send")} />
    </Sheet>
  )
}
