// The board of a time that is over: which one is chosen in a sheet, and it is drawn as the live one is, but nothing in it moves,
// nothing can be done, and its head says of when it is for as long as it stands.
import { useEffect, useRef, useState } from "preact/hooks"
import { dateWord, plusDays } from "../../core/dates"
import { currentLanguage } from "../../core/i18n"
import { Problem } from "../../core/problem"
import { beginOf, dayOf, hourMinute } from "../../core/time"
import { boardAt } from "../../core/walls"
import type { Board } from "../../core/wire"
import { drumStep } from "../../services/face"
import { Button } from "../../ui/Button"
import { Drum } from "../../ui/Drum"
import { Icon } from "../../ui/Icon"
import { Sheet } from "../../ui/Sheet"
import { t } from "../../words/then"
import { isFinal, serviceOf, stateTitle } from "../phone/catalogue"
import { moment } from "../phone/text"
import type { Office } from "../wide/start"
import { countersOf } from "./counters"
import { Legend } from "./Legend"
import { Map } from "./Map"
import { Numbers } from "./Numbers"
import { RtSide } from "./RtSide"
import { Counters } from "./Side"
import "./then.css"

const hour = 3_600_000
const kept = 400

const two = (n: number) => String(n).padStart(2, "0")

export type ChooseProps = { office: Office; area: string; now: number; onChosen: (board: Board) => void; onClose: () => void }

/** A day and an hour of the town; what cannot be shown is said, and the choice stands. */
export function Choose({ office, area, now, onChosen, onClose }: ChooseProps) {
  const zone = office.account.time_zone
  const today = dayOf(now, zone)
  const [day, setDay] = useState(plusDays(today, -1))
  const [at, setHour] = useState(Number(hourMinute(now, zone).slice(0, 2)))
  const [trouble, say] = useState("")
  const [asking, ask] = useState(false)
  const look = () => {
    ask(true)
    boardAt(office.api, area, new Date(beginOf(day, zone) + at * hour).toISOString()).then(onChosen, (problem) => {
      ask(false)
      say(problem instanceof Problem ? (problem.refusal.fields[0]?.message ?? problem.message) : t("unreachable"))
    })
  }
  return (
    <Sheet title={t("thenMenu")} hint={t("thenHint")} leave={t("close")} open onClose={onClose}>
      {trouble && <p class="why" role="alert"><Icon name="alert" /><span>{trouble}</span></p>}
      <div class="moment">
        <label class="field"><b>{t("thenDay")}</b><input class="box" type="date" value={day} min={plusDays(today, -kept)} max={today} onInput={(event) => setDay(event.currentTarget.value)} /></label>
        <label class="field"><b>{t("thenHour")}</b>
          <select class="box" value={at} onChange={(event) => setHour(Number(event.currentTarget.value))}>{[...Array(24).keys()].map((one) => <option key={one} value={one}>{two(one)}.00</option>)}</select>
        </label>
      </div>
      <Button kind="main" disabled={asking || !day} onClick={look}>{t("thenLook")}</Button>
    </Sheet>
  )
}

export type ThenProps = { office: Office; board: Board; far: boolean; onChoose: () => void; onNow: () => void }

export function Then({ office, board, far, onChoose, onNow }: ThenProps) {
  const { services, account } = office
  const [rt, open] = useState<string | null>(null)
  const at = Date.parse(board.as_of)
  const day = dayOf(at, account.time_zone)
  const title = useRef<HTMLHeadingElement>(null)
  // What is read aloud, and where keys go on, is the hour that was chosen.
  useEffect(() => title.current?.focus(), [board])
  return (
    <div class={far ? "board far" : "board"}>
      <header class="boardhead then">
        <div>
          <h1 ref={title} tabIndex={-1}>{t("thenAt", { day: dateWord(day, currentLanguage()), time: hourMinute(at, account.time_zone) })}</h1>
          <p>{board.name} · {t("thenStill")}</p>
        </div>
        <Button kind="half" onClick={onChoose}>{t("thenOther")}</Button>
        <Button kind="main" onClick={onNow}>{t("thenNow")}</Button>
      </header>
      <Map board={board} services={services} far={far} onOpen={open} />
      {rt !== null ? <Rt office={office} board={board} area={rt} onClose={() => open(null)} /> : !far && (
        <aside class="side">
          <Counters counters={countersOf(board)} />
          <Numbers board={board} services={services} />
          {board.then?.zones === false && <p class="note">{t("thenNoZones")}</p>}
        </aside>
      )}
      <footer class="status partial"><Legend board={board} services={services} /></footer>
    </div>
  )
}

/** One RT as it stood: what was open there, and nothing to press. */
function Rt({ office, board, area, onClose }: { office: Office; board: Board; area: string; onClose: () => void }) {
  const { services, account } = office
  return (
    <RtSide look="side rt was" board={board} area={area} onClose={onClose}>{(cases) => (
      <ul>
        {cases.map((one) => (
          <li key={one.id}>
            <Drum step={drumStep(one, isFinal(services, one.service, one.state))} />
            <p><b>{serviceOf(services, one.service)?.title ?? one.service}</b><span>{stateTitle(services, one)}, {t("since", { time: moment(Date.parse(one.since), Date.parse(board.as_of), account.time_zone) })}</span></p>
          </li>
        ))}
      </ul>
    )}</RtSide>
  )
}
