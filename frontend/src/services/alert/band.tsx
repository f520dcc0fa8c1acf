// The alarm on wide screens: over the whole board of a kelurahan, and as a band above a desk's queue.
import type { ComponentChildren } from "preact"
import { useEffect, useRef } from "preact/hooks"
import { place, plateLines } from "../../core/area"
import { hourMinute } from "../../core/time"
import { Icon } from "../../ui/Icon"
import { Plate } from "../../ui/Plate"
import { StatusLine } from "../../screens/wide/StatusLine"
import { useServerNow } from "../../screens/wide/useLive"
import { t } from "../../words/alert"
import type { BandProps } from "../band"
import { alarmsIn, endedIn, minutes, reachOf, type Alarm, type Ended } from "./ring"
import { countedOn, type Counts } from "./roll"
import { Playing, Strokes } from "./Strokes"
import { firstOf, movedOf, partedOf, standOf, type Stand } from "./wall"
import { actWord, areaWord, byWord, callsFor, kindCall, kindWord, whereWord } from "./words"
import "./alert.css"
import "./band.css"

const two = (n: number | null) => String(n ?? 0).padStart(2, "0")

/** How long a wall says that all is safe again. */
const thanks = 5 * 60_000

export function Wall({ children, ...wide }: BandProps & { children: ComponentChildren }) {
  const { board, live, skew, office } = wide
  const now = useServerNow(skew)
  const alarm = firstOf(alarmsIn(board.cases))
  if (alarm && alarm.state === "sounding") return <Alarmed {...wide} alarm={alarm} now={now} />
  const [end] = endedIn(live.recent, {}, now).filter(({ at }) => now - at < thanks)
  return (
    <>
      {end && <Calm end={end} zone={office.account.time_zone} />}
      {!end && alarm && <RollBand board={board} alarm={alarm} now={now} />}
      {children}
    </>
  )
}

const Calm = ({ end, zone }: { end: Ended; zone: string }) => (
  <p class="calmband" role="status">
    <Icon name="check" /><b>{t(end.calm ? "calmTitle" : "falseTitle", { time: hourMinute(end.at, zone) })}</b>
    <span>{t("calmOf", { kind: kindCall(end.told.kind), place: areaWord(end.area) })}</span>
  </p>
)

const RollBand = ({ board, alarm, now }: { board: BandProps["board"]; alarm: Alarm; now: number }) => (
  <p class="calmband roll" role="status">
    <b>{kindWord(alarm.told.kind)}, {areaWord(alarm.area)}</b><span>{t("runningFor", { n: minutes(alarm, now) })}</span><span>{t("bandCounts", { ...countedOn(board, alarm) })}</span>
  </p>
)

function Alarmed({ office, board, live, skew, provenAt, alarm, now }: Omit<BandProps, "children"> & { alarm: Alarm; now: number }) {
  const zone = office.account.time_zone
  const { told } = alarm
  const counts = countedOn(board, alarm)
  const parted = partedOf(board.rts ?? [], alarm)
  // The plate beside it names the RW already.
  const where = whereWord(reachOf(alarm), alarm.area)
  const others = alarmsIn(board.cases).filter((one) => one !== alarm)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [alarm.id])
  const [kind, ...more] = plateLines(alarm.area)
  return (
    <div class="alarmed">
      <header class="alarmband">
        <Playing strokes={told.strokes ?? "titir"} round={alarm.id} />
        <div role="alert">
          <h1 ref={title} tabIndex={-1}>{kindCall(told.kind)}</h1>
          <p class="where">{[kind, ...more].join(" · ")}</p>
          <p>{actWord(told)}<br />{t("from", { who: byWord(told), time: hourMinute(Date.parse(alarm.opened_at), zone) })}{told.echoes ? " " + t("echoed", { n: told.echoes }) : ""}</p>
        </div>
        <p class="elapsed"><b>{minutes(alarm, now)}</b>{t("wallMinutes")}<br />{t("wallAt", { time: hourMinute(now, zone) })}</p>
      </header>
      <main class="alarmmap">
        <header>
          {place(alarm.area).rw !== null && <Plate lines={["RW " + two(place(alarm.area).rw)]} />}
          <span>{t("wallIn", { place: where })}</span>
        </header>
        <div class={parted.own.length > 12 ? "alarmtiles many" : "alarmtiles"}>{parted.own.map((rt) => <AlarmTile key={rt} rt={rt} stand={standOf(rt, alarm)} kind={kindCall(told.kind)} />)}</div>
        {parted.others.length > 0 && (
          <section>
            <header class="ruled"><h2>{t("wallOthers")}</h2><span>{t(told.reach === "kelurahan" ? "wallOthersLoud" : "wallOthersQuiet")}</span></header>
            <ul class="otherrws">{parted.others.map(({ rw, loud }) => <li key={rw} class={loud ? "loud" : undefined}><Plate lines={["RW " + two(rw)]} /><span>{t(loud ? "wallLoud" : "wallQuiet")}</span></li>)}</ul>
          </section>
        )}
        {others.map((one) => <p key={one.id} class="also"><b>{t("wallAlso", { kind: kindCall(one.told.kind), place: areaWord(one.area), time: hourMinute(Date.parse(one.opened_at), zone) })}</b></p>)}
      </main>
      <aside class="alarmside">
        <Houses counts={counts} where={where} />
        <section class="moved">
          <h2>{t("wallMoved")}</h2>
          <ol>{movedOf(board, live.recent, alarm).slice(0, 8).map((one) => <li key={one.id}><time>{hourMinute(one.at, zone)}</time><span>{one.text}</span></li>)}</ol>
        </section>
        <p class="numbers">{callsFor(told.kind).slice(0, 3).map(({ tel, short }) => <span key={tel}><b>{tel}</b> {t(short)}</span>)}</p>
      </aside>
      <StatusLine live={live} skew={skew} provenAt={provenAt} zone={zone}>
        <p>{t("wallAnswered", { n: counts.safe + counts.help, all: counts.houses })}</p>
        <p class="apart">{t("wallHidden")}</p>
      </StatusLine>
    </div>
  )
}

function AlarmTile({ rt, stand, kind }: { rt: string; stand: Stand; kind: string }) {
  const word = stand === "here" ? kind : t(stand === "loud" ? "wallAlert" : "wallQuiet")
  return (
    <div class={"alarmtile " + stand} data-area={rt}>
      <b><i class="unseen">RT </i>{two(place(rt).rt)}</b>
      {stand === "here" && <Icon name="drum" />}
      <span>{word}</span>
    </div>
  )
}

/** Three figures, and one tooth for every house: whoever needs help and the silent ones first. */
function Houses({ counts, where }: { counts: Counts; where: string }) {
  const teeth = [...Array<string>(counts.help).fill("help"), ...Array<string>(counts.knocking).fill("hand"), ...Array<string>(counts.silent).fill("silent"), ...Array<string>(counts.safe).fill("safe")]
  return (
    <section class="houses">
      <header class="ruled"><h2>{t("wallRoll", { place: where })}</h2><span>{t("wallHouses", { n: counts.houses })}</span></header>
      <dl>
        <div class="silent"><dt>{t("rollSilent")}</dt><dd>{counts.silent}</dd></div>
        <div class="help"><dt>{t("rollHelp")}</dt><dd>{counts.help}</dd></div>
        <div class="safe"><dt>{t("wallSafe")}</dt><dd>{counts.safe}</dd></div>
      </dl>
      {teeth.length <= 480 && <p class={teeth.length > 96 ? "teeth fine" : "teeth"} aria-hidden="true">{teeth.map((kind, i) => <i key={i} class={kind} />)}</p>}
    </section>
  )
}

/** For a desk: what and where, how the houses stand, and that the board shows more. */
export function Strip({ office, board, live, skew }: Omit<BandProps, "onMenu" | "provenAt">) {
  const now = useServerNow(skew)
  const zone = office.account.time_zone
  const alarm = firstOf(alarmsIn(board.cases))
  const [end] = endedIn(live.recent, {}, now).filter(({ at }) => now - at < thanks)
  if (!alarm) return end ? <Calm end={end} zone={zone} /> : null
  return (
    <section class={alarm.state === "sounding" ? "deskband loud" : "deskband"} aria-label={kindCall(alarm.told.kind)}>
      {alarm.told.strokes && <Strokes strokes={alarm.told.strokes} groups={1} small />}
      <b role="alert">{kindCall(alarm.told.kind)} {areaWord(alarm.area)}</b>
      <span>{actWord(alarm.told)} {t("from", { who: byWord(alarm.told), time: hourMinute(Date.parse(alarm.opened_at), zone) })}</span>
      <span class="counts">{t("bandCounts", { ...countedOn(board, alarm) })}</span>
      <a class="button half" href="/papan">{t("bandOpen")}</a>
    </section>
  )
}
