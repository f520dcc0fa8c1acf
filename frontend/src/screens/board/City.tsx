// The board of a city or a kecamatan: a card for each part, counts only, conflated frames: the last value wins.
import { useEffect, useMemo, useRef, useState } from "preact/hooks"
import { contains } from "../../core/area"
import { t } from "../../words/wide"
import type { Live } from "../../core/live"
import type { Board } from "../../core/wire"
import { ZoneShape } from "../../ui/Zone"
import { serviceOf } from "../phone/catalogue"
import { Day } from "../wide/Now"
import type { Office } from "../wide/start"
import { StatusLine } from "../wide/StatusLine"
import { add, byColour, cardsOf, changes, opened, unitsOf, type Card } from "./city"
import { colours } from "./blocks"
import type { News } from "./facts"
import { Head } from "./Head"
import { ZoneEntry } from "./Legend"
import { Counters, Feed, grouped } from "./Side"
import { shapes } from "./Tile"
import { useNames } from "./useNames"

type Props = { office: Office; board: Board; live: Live; skew: number; provenAt: number; onMenu: () => void }

export function City({ office, board, live, skew, provenAt, onMenu }: Props) {
  const zone = office.account.time_zone
  const service = office.services[0]?.name ?? ""
  const names = useNames(office.api, board.area, Object.keys(board.tallies))
  const units = unitsOf(board, names)
  const cards = cardsOf(board, names, service)
  const news = useChanges(office, board, names, skew)
  const { shown, small } = add(units, service)
  const zoned = units.some((unit) => unit.colour !== null)
  const inside = board.area.split(".").length === 3
  const title = serviceOf(office.services, service)?.title ?? ""
  const shared = { office, service, title }
  return (
    <div class="board city">
      <Head title={inside ? t("kecamatanNamed", { name: board.name }) : board.name} badge={t("smallNumbers")} skew={skew} zone={zone} onMenu={onMenu}>
        {board.path.slice(0, -1).filter((one) => office.account.grants.some((grant) => contains(grant.area, one.area))).map((one) => <span key={one.area}><a href={"/papan?area=" + one.area}>{one.name}</a> › </span>)}
        {!inside && t("countKecamatan", { n: cards.length }) + " · "}{t("countKelurahan", { n: units.length })} · <Day skew={skew} zone={zone} />
      </Head>
      {inside || cards.length > 4 ? (
        <main class={inside ? "cards roomy" : "cards"}>
          {cards.map((card) => <CardView key={card.area} {...shared} card={card} inside={inside} />)}
        </main>
      ) : (
        <main class="map">
          {cards.map((card) => (
            <section key={card.area} class="part">
              <header><h2><a href={"/papan?area=" + card.area}>{card.name}</a></h2><span>{t("kelShort", { n: card.units.length })} · {summary(card, title)}</span></header>
              <div class="cards roomy">{opened(card, service).map((one) => <CardView key={one.area} {...shared} card={one} inside />)}</div>
            </section>
          ))}
        </main>
      )}
      <aside class="side">
        <Counters counters={[
          { figure: shown, words: t("sumShown") },
          { figure: units.length - small, words: t("kelurahanBusy") },
          { figure: small, words: t("kelurahanSmall") },
          { figure: units.length, words: t("kelurahanAll") },
        ]} />
        <Feed news={news.list} since={news.since} now={news.since} zone={zone} />
      </aside>
      <StatusLine live={live} skew={skew} provenAt={provenAt} zone={zone}>
        {zoned && <ul class="legend">{[...colours].reverse().map((colour) => <ZoneEntry key={colour} colour={colour} />)}</ul>}
      </StatusLine>
    </div>
  )
}

type CardProps = { office: Office; card: Card; service: string; title: string; inside: boolean }

function CardView({ office, card, service, title, inside }: CardProps) {
  const others = office.services.filter((one) => one.name !== service && card.units.some((unit) => unit.figures[one.name] !== undefined))
  const body = (
    <>
      <header><b>{card.name}</b>{!inside && <span>{t("kelShort", { n: card.units.length })}</span>}</header>
      <p><b>{figureOf(card)}</b> {[title.toLowerCase(), !inside && hiddenPart(card)].filter(Boolean).join(" · ")}</p>
      {others.length > 0 && <p class="others">{others.map((one) => `${one.title} ${figureOf(add(card.units, one.name))}`).join(" · ")}</p>}
      {inside ? <RtColours card={card} /> : <Shapes card={card} service={service} />}
    </>
  )
  return inside ? <article class="card">{body}</article> : <a class="card" href={"/papan?area=" + card.area}>{body}</a>
}

/** What is shown; where nothing but small numbers stands, that. */
const figureOf = ({ shown, small }: { shown: number; small: number }) => (shown > 0 || small === 0 ? grouped(shown) : "<5")
const hiddenPart = ({ shown, small }: Card) => (small > 0 && shown > 0 ? t("kelSmall", { n: small }) : "")
const summary = (card: Card, title: string) => [`${figureOf(card)} ${title.toLowerCase()}`, hiddenPart(card)].filter(Boolean).join(" · ")

/** One shape a kelurahan where zones are declared; else the kelurahan with their figures. */
function Shapes({ card, service }: { card: Card; service: string }) {
  if (card.units.some((unit) => unit.colour)) {
    return (
      <p class="shapes">
        {byColour(card.units).map((unit) => <ZoneShape key={unit.area} shape={unit.colour ? shapes[unit.colour] : "cut"} label={`${unit.name}, ${t(unit.colour ?? "cut")}`} />)}
      </p>
    )
  }
  return (
    <ul class="units">
      {card.units.map((unit) => <li key={unit.area}>{unit.name} <b>{unit.figures[service] ?? 0}</b></li>)}
    </ul>
  )
}

function RtColours({ card: { units } }: { card: Card }) {
  const rts = units[0]?.rts
  if (!rts) return null
  return <p class="shapes">{colours.filter((colour) => rts[colour] > 0).map((colour) => <span key={colour}><ZoneShape shape={shapes[colour]} label={t(colour)} /> {rts[colour]}</span>)}</p>
}

/** News of a city are changed counts, seen since this page was opened. */
function useChanges(office: Office, board: Board, names: ReadonlyMap<string, string>, skew: number): { list: News[]; since: number } {
  const before = useRef(board)
  const [since] = useState(() => Date.now() + skew)
  const [list, set] = useState<News[]>([])
  useEffect(() => {
    const at = Date.now() + skew
    const found = before.current.area === board.area ? changes(before.current, board) : []
    before.current = board
    if (found.length === 0) return
    const fresh = found.map(({ area, service, from, to }) => ({
      id: `${area} ${service} ${at}`,
      at,
      area,
      text: t("feedTally", { name: names.get(area) ?? area, service: (serviceOf(office.services, service)?.title ?? service).toLowerCase(), from, to }),
    }))
    set((known) => [...fresh, ...known].slice(0, 60))
  }, [board])
  return useMemo(() => ({ list, since }), [list, since])
}
