// One RT, one tap from the map: its running cases as facts; a tap on one opens it, which the household can see.
import { useState } from "preact/hooks"
import { t } from "../../words/wide"
import type { Board, Facts } from "../../core/wire"
import { Clock } from "../../ui/Clock"
import { Drum } from "../../ui/Drum"
import { caseNumber, drumStep } from "../../services/face"
import { isFinal, serviceOf, stateTitle } from "../phone/catalogue"
import { moment } from "../phone/text"
import { dueOf } from "../wide/due"
import { Asked } from "./Asked"
import { Opened } from "./Opened"
import { RtSide } from "./RtSide"
import type { Office } from "../wide/start"
import { useServerNow } from "../wide/useLive"

type Props = { office: Office; board: Board; area: string; skew: number; onClose: () => void }

export function RtPanel({ office, board, area, skew, onClose }: Props) {
  const now = useServerNow(skew)
  const [opened, open] = useState<string | null>(null)
  return (
    <RtSide look="side rt" board={board} area={area} onClose={() => opened || onClose()}>{(cases, zone) => <>
      <CaseRows office={office} cases={cases} now={now} onOpen={open} />
      {zone && <Asked office={office} colour={zone.colour} />}
      {opened && <Opened key={opened} office={office} id={opened} version={board.cases.find((one) => one.id === opened)?.version} skew={skew} onClose={() => open(null)} />}
    </>}</RtSide>
  )
}

type RowsProps = { office: Office; cases: readonly Facts[]; now: number; onOpen: (id: string) => void }

/** Running cases of one RT as facts; a tap opens one. */
export function CaseRows({ office, cases, now, onOpen }: RowsProps) {
  const zone = office.account.time_zone
  return (
    <ul>
      {cases.map((one) => {
        const clock = dueOf(one, now, zone)
        return (
          <li key={one.id}>
            <button type="button" onClick={() => onOpen(one.id)}>
              <Drum step={drumStep(one, isFinal(office.services, one.service, one.state))} />
              <span>
                <b>{serviceOf(office.services, one.service)?.title ?? one.service}{one.priority !== "biasa" && " · " + t("urgentMark")}</b>
                <span>{stateTitle(office.services, one)}</span>
                <span>{caseNumber(one.id)} · {t("since", { time: moment(Date.parse(one.since), now, zone) })}</span>
              </span>
            </button>
            {clock && <Clock {...clock} quiet />}
          </li>
        )
      })}
    </ul>
  )
}
