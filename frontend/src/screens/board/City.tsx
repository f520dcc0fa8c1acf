// The board of a city or a kecamatan: a card for each part, counts only, conflated frames: the last value wins.
import { useEffect, useMemo, useRef, useState } from "preact/hooks"
import { contains, place } from "../../core/area"
import { t } from "../../words/wide"
import type { Live } from "../../core/live"
import { talliesFile } from "../../core/records"
import { holds } from "../../core/session"
import type { Board, ZoneCounts } from "../../core/wire"
import { Button } from "../../ui/Button"
import { ZoneShape } from "../../ui/Zone"
import { forHouseholds, moveOf, serviceOf } from "../phone/catalogue"
import { Day } from "../wide/Now"
import type { Office } from "../wide/start"
import { StatusLine } from "../wide/StatusLine"
import { BreakGlass } from "./BreakGlass"
import { add, byColour, cardsOf, changes, opened, unitsOf, type Card, type Unit } from "./city"
import { colours } from "./blocks"
import type { News } from "./facts"
import { GlassPanel } from "./GlassPanel"
import { Head } from "./Head"
import { ZoneEntry } from "./Legend"
import { Counters, Feed, grouped } from "./Side"
import { shapes } from "./Tile"
import { useGlass } from "./useGlass"
import { useNames } from "./useNames"

type Props = { office: Office; board: Board; live: Live; skew: number; provenAt: number; onMenu: () => void }

export function City({ office, board, live, skew, provenAt, onMenu }: Props) {
  const zone = office.account.time_zone
  const [breaking, breakIt] = useState(false)
  const { glass, refresh } = useGlass(office)
  const service = office.services.find((one) => forHouseholds(office.services, one.name))?.name ?? ""
  const names = useNames(office.api, board.area, Object.keys(board.tallies))
  const units = unitsOf(board, names)
  const cards = cardsOf(board, names, service)
  const news = useChanges(office, board, names, skew)
  const { shown, small } = add(units, service)
  const zoned = units.some((unit) => unit.colour !== null)
  const inside = board.area.split(".").length === 3
  const chosen = usePart(office.part)
  const part = units.find(({ area }) => area === chosen) ?? null
  const title = serviceOf(office.services, service)?.title ?? ""
  const shared = { office, service, title }
  return (
    <div class="board city">
      <Head title={part ? t("kelurahanNamed", { name: part.name }) : inside ? t("kecamatanNamed", { name: board.name }) : board.name} badge={t("smallNumbers") + (zoned ? " · " + t("derived") : "")} skew={skew} zone={zone} onMenu={onMenu}>
        {board.path.slice(0, part ? undefined : -1).filter((one) => office.account.grants.some((grant) => contains(grant.area, one.area))).map((one) => <span key={one.area}><a href={one.area === board.area ? "#" : "/papan?area=" + one.area}>{one.name}</a> › </span>)}
        {!inside && !part && t("countKecamatan", { n: cards.length }) + " · "}{!part && t("countKelurahan", { n: units.length }) + " · "}<Day skew={skew} zone={zone} />
      </Head>
      {part ? (
        <main class="cards roomy"><Counts office={office} unit={part} /></main>
      ) : inside || cards.length > 4 ? (
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
      {glass ? <GlassPanel key={glass.case.id} office={office} glass={glass} name={names.get(place(glass.case.area).kelurahan) ?? ""} skew={skew} onClosed={() => void refresh()} /> : <aside class="side">
        {!part && <Counters counters={[
          { figure: shown, words: t("sumShown") },
          { figure: units.length - small, words: t("kelurahanBusy") },
          { figure: small, words: t("kelurahanSmall") },
          { figure: units.length, words: t("kelurahanAll") },
        ]} />}
        <Feed news={news.list} since={news.since} now={news.since} zone={zone} />
        <div class="sidebar">
          <a class="button half" href={talliesFile(part?.area ?? board.area)} download={`angka-${part?.area ?? board.area}.csv`}>{t("downloadCounts")}</a>
          {mayBreak(office, board.area) && <Button kind="half" onClick={() => breakIt(true)}>{t("glassBreak")}</Button>}
        </div>
      </aside>}
      {breaking && <BreakGlass office={office} kelurahan={part ? [part] : units} onOpened={refresh} onClose={() => breakIt(false)} />}
      <StatusLine live={live} skew={skew} provenAt={provenAt} zone={zone}>
        {zoned && <ul class="legend">{[...colours].reverse().map((colour) => <ZoneEntry key={colour} colour={colour} />)}</ul>}
      </StatusLine>
    </div>
  )
}

/** The kelurahan looked into stands behind the #, so that the back key leads out of it and the board above goes on. */
function usePart(asked: string): string {
  const read = () => location.hash.slice(1)
  const [part, set] = useState(() => read() || asked)
  useEffect(() => {
    const turn = () => set(read())
    addEventListener("hashchange", turn)
    return () => removeEventListener("hashchange", turn)
  }, [])
  return part
}

/** Camat and city break the glass over a place of theirs; a researcher never does. */
function mayBreak({ services, account }: Office, area: string): boolean {
  const move = moveOf(services, "access", "open")
  return move !== undefined && holds(account, move.roles, area)
}

/** One kelurahan from above: a card a service, and how many RTs have which colour. Here the way down ends. */
function Counts({ office, unit }: { office: Office; unit: Unit }) {
  const counted = office.services.filter((one) => unit.figures[one.name] !== undefined && forHouseholds(office.services, one.name))
  return (
    <>
      {counted.map((one) => <article key={one.name} class="card"><header><b>{one.title}</b></header><p><b>{grouped(unit.figures[one.name] ?? 0)}</b></p></article>)}
      {unit.rts && <article class="card counted"><header><b>{t("zoneRts")}</b></header><Rts rts={unit.rts} words /></article>}
    </>
  )
}

type CardProps = { office: Office; card: Card; service: string; title: string; inside: boolean }

function CardView({ office, card, service, title, inside }: CardProps) {
  const others = office.services.filter((one) => one.name !== service && forHouseholds(office.services, one.name) && card.units.some((unit) => unit.figures[one.name] !== undefined))
  const body = (
    <>
      <header><b>{card.name}</b>{!inside && <span>{t("kelShort", { n: card.units.length })}</span>}</header>
      <p><b>{figureOf(card)}</b> {[title.toLowerCase(), !inside && hiddenPart(card)].filter(Boolean).join(" · ")}</p>
      {others.length > 0 && <p class="others">{others.map((one) => `${one.title} ${figureOf(add(card.units, one.name))}`).join(" · ")}</p>}
      {inside ? <RtColours card={card} /> : <Shapes card={card} service={service} />}
    </>
  )
  return <a class="card" href={inside ? "#" + card.area : "/papan?area=" + card.area}>{body}</a>
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
  return rts ? <Rts rts={rts} /> : null
}

const Rts = ({ rts, words }: { rts: ZoneCounts; words?: boolean }) => (
  <p class="shapes">
    {colours.filter((colour) => rts[colour] > 0).map((colour) => (
      <span key={colour}><ZoneShape shape={shapes[colour]} {...(words ? {} : { label: t(colour) })} /> {rts[colour]} {words && t(colour)}</span>
    ))}
  </p>
)

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
