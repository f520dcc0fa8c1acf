// The lurah's own phone: one screen. What waits for the lurah with its clocks, four figures, the zones in words, the last news; the
// map is one tap away.
import { useState } from "preact/hooks"
import type { Board, Facts } from "../../core/wire"
import { hourMinute } from "../../core/time"
import { Clock } from "../../ui/Clock"
import { ZoneShape } from "../../ui/Zone"
import { t } from "../../words/wall"
import { serviceOf } from "../phone/catalogue"
import { dueOf, holderPlate, shortPlate } from "../wide/due"
import type { Office } from "../wide/start"
import { useServerNow } from "../wide/useLive"
import { colours, count, zoneOf } from "./blocks"
import type { News } from "./facts"
import { Opened } from "./Opened"
import { Counters, type Counted } from "./Side"
import { shapes } from "./Tile"

type Props = { office: Office; board: Board; skew: number; counters: readonly Counted[]; stale: string; news: readonly News[]; since: string; onMap: () => void }

const shown = 2

export function Summary({ office, board, skew, counters, stale, news, since, onMap }: Props) {
  const now = useServerNow(skew)
  const zone = office.account.time_zone
  const [opened, open] = useState<string | null>(null)
  const mine = board.cases.filter((one) => one.level === "lurah")
  const zones = count((board.rts ?? []).flatMap((area) => zoneOf(board.zones, area)?.colour ?? []), colours)
  return (
    <main class="summary">
      <section class="part">
        <header><h2>{t("mineTitle")}</h2><span>{mine.length}</span></header>
        {mine.length === 0 && <p>{t("mineNone")}</p>}
        {mine.slice(0, shown).map((one) => <Mine key={one.id} one={one} office={office} now={now} onOpen={() => open(one.id)} />)}
        {mine.length > shown && <p>{t("mineMore", { n: mine.length - shown })}</p>}
      </section>
      <Counters counters={counters} stale={stale} />
      {zones.length > 0 && <p class="shapes zones">{zones.map(([colour, n]) => <span key={colour}><ZoneShape shape={shapes[colour]} />{n} {t(colour).toLowerCase()}</span>)}</p>}
      <section class="part last">
        <header><h2>{t("feedSince", { time: since })}</h2><span>{t("feedCount", { n: news.length })}</span></header>
        {news.length === 0 ? <p>{t("feedNone")}</p> : <ol>{news.slice(0, 2).map((one) => <li key={one.id}><time>{hourMinute(one.at, zone)}</time> {one.text}</li>)}</ol>}
      </section>
      <div class="halves">
        <button type="button" class="button half" onClick={onMap}><span>{t("openMap")}</span></button>
        <a class="button half" href="/meja"><span>{t("openDesk")}</span></a>
      </div>
      {opened && <Opened key={opened} office={office} id={opened} version={board.cases.find((one) => one.id === opened)?.version} skew={skew} onClose={() => open(null)} />}
    </main>
  )
}

/** One case that has come to the lurah: whose, what, until when; a tap opens it, which the household can see. */
function Mine({ one, office, now, onOpen }: { one: Facts; office: Office; now: number; onOpen: () => void }) {
  const clock = dueOf(one, now, office.account.time_zone)
  return (
    <button type="button" class="mine" onClick={onOpen}>
      <b>{shortPlate(one.area)} · {serviceOf(office.services, one.service)?.title ?? one.service}</b>
      {clock && <Clock {...clock} holder={holderPlate(one)} quiet />}
    </button>
  )
}
