// One RT, one tap from the map: its running cases as facts; a tap on one opens it, which the household can see.
import { useEffect, useRef, useState } from "preact/hooks"
import { placeName, plateLines } from "../../core/area"
import { t } from "../../words/wide"
import type { Board, CaseAnswer, Facts } from "../../core/wire"
import { Clock } from "../../ui/Clock"
import { Drum } from "../../ui/Drum"
import { Icon } from "../../ui/Icon"
import { Plate } from "../../ui/Plate"
import { Sheet } from "../../ui/Sheet"
import { caseNumber, drumStep } from "../../services/face"
import { isFinal, serviceOf, stateTitle } from "../phone/catalogue"
import { moment } from "../phone/text"
import { CaseFile } from "../wide/CaseFile"
import { dueOf } from "../wide/due"
import { Asked, Coloured } from "./Asked"
import { zoneOf } from "./blocks"
import type { Office } from "../wide/start"
import { useServerNow } from "../wide/useLive"

type Props = { office: Office; board: Board; area: string; skew: number; onClose: () => void }

export function RtPanel({ office, board, area, skew, onClose }: Props) {
  const now = useServerNow(skew)
  const [opened, open] = useState<string | null>(null)
  const panel = useRef<HTMLElement>(null)
  // Focus follows the tap into the panel and goes back to the tile when it closes.
  useEffect(() => {
    panel.current?.focus()
    return () => document.querySelector<HTMLElement>(`[data-area="${area}"]`)?.focus()
  }, [area])
  const zone = zoneOf(board.zones, area)
  const cases = board.cases.filter((one) => one.area === area)
  return (
    <aside ref={panel} class="side rt" tabIndex={-1} aria-label={placeName(area)} onKeyDown={(event) => event.key === "Escape" && !opened && onClose()}>
      <header>
        <Plate lines={plateLines(area)} />
        <button type="button" class="round" aria-label={t("close")} onClick={onClose}><Icon name="close" /></button>
      </header>
      {zone && <Coloured zone={zone} />}
      <p>{cases.length > 0 ? t("casesOpen", { n: cases.length }) : t("casesNone")}</p>
      <CaseRows office={office} cases={cases} now={now} onOpen={open} />
      {zone && <Asked office={office} colour={zone.colour} />}
      {opened && <Opened key={opened} office={office} id={opened} version={board.cases.find((one) => one.id === opened)?.version} skew={skew} onClose={() => open(null)} />}
    </aside>
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

type OpenedProps = { office: Office; id: Facts["id"]; version: number | undefined; skew: number; onClose: () => void }

/** A case as a sheet above the board, read again with each version. */
export function Opened({ office, id, version, skew, onClose }: OpenedProps) {
  const [answer, set] = useState<CaseAnswer | null>(null)
  const [failed, fail] = useState(false)
  const read = () => void office.api.caseById(id).then(set, () => fail(true))
  useEffect(read, [id, version])
  return (
    <Sheet title={answer ? "" : failed ? t("unreadable") : t("reading")} leave={t("close")} open onClose={onClose}>
      {answer && <CaseFile office={office} answer={answer} skew={skew} onActed={read} />}
    </Sheet>
  )
}
