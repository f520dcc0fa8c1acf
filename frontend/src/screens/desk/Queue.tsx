// The queue as a table: place, need, clock, state. The chosen row is pale indigo with an edge.
import { t } from "../../words/wide"
import type { CaseAnswer, Facts } from "../../core/wire"
import { drumStep } from "../../services/face"
import { storyOf } from "../../services/story"
import { Clock } from "../../ui/Clock"
import { Drum, type DrumStep, type DrumTone } from "../../ui/Drum"
import { Plate } from "../../ui/Plate"
import { ZoneShape } from "../../ui/Zone"
import { isFinal, stateTitle } from "../phone/catalogue"
import { moment } from "../phone/text"
import { dueOf, nextWord, shortPlate } from "../wide/due"
import type { Office } from "../wide/start"
import { useServerNow } from "../wide/useLive"
import type { Row } from "./groups"

type Props = { office: Office; rows: readonly Row[]; chosen: string | null; skew: number; read: (id: string) => CaseAnswer | undefined; onChoose: (id: string) => void }

export function Queue({ office, rows, chosen, skew, read, onChoose }: Props) {
  const now = useServerNow(skew)
  return (
    <table class="queue">
      <thead>
        <tr><th scope="col">{t("colPlace")}</th><th scope="col">{t("colNeed")}</th><th scope="col">{t("colClock")}</th><th scope="col">{t("colState")}</th></tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const { facts } = row
          return (
            <tr key={facts.id} id={"row-" + facts.id} class={facts.id === chosen ? "chosen" : undefined} onClick={() => onChoose(facts.id)}>
              <td><Plate small lines={[shortPlate(facts.area)]} /></td>
              <td>
                <button type="button" aria-pressed={facts.id === chosen}>{row.title}</button>
                <span class="note">{facts.priority !== "biasa" && <em>{t("urgentMark")}</em>}{row.note}</span>
              </td>
              <td><Turn office={office} row={row} now={now} /></td>
              <td><State office={office} row={row} now={now} answer={read(facts.id)} /></td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

type CellProps = { office: Office; row: Row; now: number }

function Turn({ office, row: { facts }, now }: CellProps) {
  const zone = office.account.time_zone
  const due = dueOf(facts, now, zone)
  if (!due) return <span class="note">{t("since", { time: moment(Date.parse(facts.since), now, zone) })}</span>
  return <div class="turn"><Clock {...due} holder={null} next={null} quiet /><span class="note" aria-hidden="true">{nextWord(facts, due)}</span></div>
}

function State({ office, row: { facts }, now, answer }: CellProps & { answer: CaseAnswer | undefined }) {
  const holder = answer?.case.holder
  const mark = storyOf(facts.service).mark?.(facts, answer?.case.data)
  if (mark)
    return (
      <span class="state">
        <ZoneShape shape={mark.shape} size="1.375rem" />
        <span>{mark.word}<span class="note">{mark.note ?? stateTitle(office.services, facts)}</span></span>
      </span>
    )
  const { step, tone } = glyph(office, facts, !!holder)
  const lapses = facts.due_for === "lapse" && facts.due
  return (
    <span class={"state " + tone}>
      <Drum step={step} tone={tone} />
      <span>
        {holder ? (holder.mine ? t("plateMine") : holder.name) : stateTitle(office.services, facts)}
        {holder && <span class="note">{lapses ? t("until", { time: moment(Date.parse(facts.due!), now, office.account.time_zone) }) : stateTitle(office.services, facts)}</span>}
      </span>
    </span>
  )
}

/** The face of the service says how full the drum is; what lies in somebody's hands is brown. */
function glyph(office: Office, facts: Facts, held: boolean): { step: DrumStep; tone: DrumTone } {
  const step = drumStep(facts, isFinal(office.services, facts.service, facts.state))
  return { step, tone: step === "done" ? "past" : held ? "held" : "now" }
}
