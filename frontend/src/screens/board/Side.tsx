// The column beside the map: four counters, the clocks that run out first, and what happened since the last look.
import { currentLanguage } from "../../core/i18n"
import { hourMinute } from "../../core/time"
import type { Board, Count, Facts } from "../../core/wire"
import { Clock } from "../../ui/Clock"
import { t } from "../../words/wall"
import { moment } from "../phone/text"
import { dueOf, holderPlate } from "../wide/due"
import { useServerNow } from "../wide/useLive"
import type { News } from "./facts"

export type Counted = { figure: Count; unit?: string; words: string }

/** 1.519, as written here. */
export const grouped = (figure: Count): string => (typeof figure === "number" ? figure.toLocaleString(currentLanguage()) : figure)

/** `stale`: figures that stand still keep standing, and say of when they are. */
export const Counters = ({ counters, stale = "" }: { counters: readonly Counted[]; stale?: string }) => (
  <dl class="counters">
    {counters.map(({ figure, unit, words }) => <div key={words}><dt>{stale ? t("stale", { words, time: stale }) : words}</dt><dd>{grouped(figure)}{unit && <small> {unit}</small>}</dd></div>)}
  </dl>
)

type ClocksProps = { board: Board; zone: string; skew: number; most: number; onOpen: (area: string) => void }

/** Heads' clocks that pass on next; a tap goes to the RT. */
export function Clocks({ board, zone, skew, most, onOpen }: ClocksProps) {
  const now = useServerNow(skew)
  const waiting = board.cases.filter((one) => one.due_for === "pass_on" && one.due).sort((a, b) => Date.parse(a.due!) - Date.parse(b.due!))
  const shown = waiting.slice(0, most)
  return (
    <section class="part">
      <header><h2>{t("clocksTitle")}</h2>{waiting.length > 0 && <span>{t("clocksSome", { n: shown.length, all: waiting.length })}</span>}</header>
      {waiting.length === 0 && <p>{t("clocksNone")}</p>}
      {shown.map((one) => <ClockRow key={one.id} one={one} now={now} zone={zone} onOpen={onOpen} />)}
    </section>
  )
}

function ClockRow({ one, now, zone, onOpen }: { one: Facts; now: number; zone: string; onOpen: (area: string) => void }) {
  const clock = dueOf(one, now, zone)
  if (!clock) return null
  return (
    <button type="button" class="clockrow" onClick={() => onOpen(one.area)}>
      <Clock {...clock} holder={holderPlate(one)} quiet />
    </button>
  )
}

type FeedProps = { news: readonly News[]; since: number; now: number; zone: string }

export function Feed({ news, since, now, zone }: FeedProps) {
  return (
    <section class="part feed">
      <header><h2>{t("feedSince", { time: moment(since, now, zone) })}</h2><span>{t("feedCount", { n: news.length })}</span></header>
      {news.length === 0 ? <p>{t("feedNone")}</p> : (
        <ol>
          {news.slice(0, 12).map((one) => <li key={one.id}><time>{hourMinute(one.at, zone)}</time><span>{one.text}</span></li>)}
        </ol>
      )}
    </section>
  )
}
