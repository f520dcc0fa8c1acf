// The board of a city or a kecamatan: a card for each part, counts only, conflated frames: the last value wins.
import { useEffect, useMemo, useRef, useState } from "preact/hooks"
import { contains, place } from "../../core/area"
import { t, type Word } from "../../words/wall"
import type { Live } from "../../core/live"
import { talliesFile } from "../../core/records"
import { holds } from "../../core/session"
import type { Board } from "../../core/wire"
import { Button } from "../../ui/Button"
import { ZoneShape } from "../../ui/Zone"
import { forHouseholds, moveOf, serviceOf } from "../phone/catalogue"
import { Day } from "../wide/Now"
import type { Office } from "../wide/start"
import { staleAt, StatusLine } from "../wide/StatusLine"
import { BreakGlass } from "./BreakGlass"
import { add, cardsOf, changes, opened, ordered, orders, perThousand, unitsOf, type Order } from "./city"
import { CardView, Counts, walk } from "./CityCards"
import { CutOff, paceOf } from "./Pace"
import { colours } from "./blocks"
import type { News } from "./facts"
import { GlassPanel } from "./GlassPanel"
import { Head } from "./Head"
import { ZoneEntry } from "./Legend"
import { Counters, Feed } from "./Side"
import { useFigures } from "./useFigures"
import { useGlass } from "./useGlass"
import { useNames } from "./useNames"

export type CityProps = { office: Office; board: Board; live: Live; skew: number; provenAt: number; proof: string; onMenu: () => void }

export function City({ office, board, live, skew, provenAt, proof, onMenu }: CityProps) {
  const zone = office.account.time_zone
  const [breaking, breakIt] = useState(false)
  const { glass, refresh } = useGlass(office)
  const service = office.services.find((one) => forHouseholds(office.services, one.name))?.name ?? ""
  const names = useNames(office.api, board.area, Object.keys(board.tallies))
  const units = unitsOf(board, names)
  const cards = cardsOf(board, names, service)
  const news = useChanges(office, board, names, skew)
  const { shown } = add(units, service)
  const figures = useFigures(office, board.area)
  const zoned = units.some((unit) => unit.colour !== null)
  const inside = board.area.split(".").length === 3
  const chosen = usePart(office.part)
  const part = units.find(({ area }) => area === chosen) ?? null
  const households = figures?.households ?? {}
  const [order, arrange] = useState<Order>("code")
  const sorted = ordered(cards.length > 1 || inside ? cards : opened(cards[0]!, service), order, (card) => perThousand(card.units, service, households))
  const deep = inside || cards.length === 1
  const cut = figures?.cut.filter(({ area }) => names.has(area)) ?? []
  const stale = staleAt(live, provenAt, skew, zone)
  const shared = { office, service, households, stale, cut: cut.map(({ area }) => area) }
  return (
    <div class="board city">
      <Head title={part ? t("kelurahanNamed", { name: part.name }) : inside ? t("kecamatanNamed", { name: board.name }) : board.name} badge={zoned && t("worstRt")} skew={skew} zone={zone} onMenu={onMenu}>
        {board.path.slice(0, part ? undefined : -1).filter((one) => office.account.grants.some((grant) => contains(grant.area, one.area))).map((one) => <span key={one.area}><a href={one.area === board.area ? "#" : "/papan?area=" + one.area}>{one.name}</a> › </span>)}
        {!inside && !part && (cards.length === 1 ? <><a href={"/papan?area=" + cards[0]!.area}>{cards[0]!.name}</a> · </> : t("countKecamatan", { n: cards.length }) + " · ")}{!part && t("countKelurahan", { n: units.length }) + " · "}{part ? <Day skew={skew} zone={zone} /> : t("perThousandLong")}
      </Head>
      {part ? (
        <main class="cards roomy"><Counts office={office} unit={part} /></main>
      ) : (
        <main class={deep ? "cards roomy" : "cards"} onKeyDown={walk}>
          {sorted.map((card) => <CardView key={card.area} {...shared} card={card} inside={deep} href={inside || card.area.split(".").length < 4 ? null : partLink(card.area)} />)}
        </main>
      )}
      {glass ? <GlassPanel key={glass.case.id} office={office} glass={glass} name={names.get(place(glass.case.area).kelurahan) ?? ""} skew={skew} onClosed={() => void refresh()} /> : <aside class="side">
        {!part && <>
          <Counters stale={stale} counters={paceOf(figures?.pace ?? null, shown)} />
          <CutOff cut={cut} names={names} now={Date.parse(board.as_of)} zone={zone} />
        </>}
        <Feed news={news.list} since={news.since} now={news.since} zone={zone} />
        <div class="sidebar">
          {!part && <label class="sort">{t("sortBy")} <select value={order} onChange={(event) => arrange(event.currentTarget.value as Order)}>{orders.map((one) => <option key={one} value={one}>{t(orderWords[one])}</option>)}</select></label>}
          <a class="button half" href={talliesFile(part?.area ?? board.area)} download={`angka-${part?.area ?? board.area}.csv`}>{t("downloadCounts")}</a>
          {mayBreak(office, board.area) && <Button kind="half" onClick={() => breakIt(true)}>{t("glassBreak")}</Button>}
        </div>
      </aside>}
      {breaking && <BreakGlass office={office} kelurahan={part ? [part] : units} onOpened={refresh} onClose={() => breakIt(false)} />}
      <StatusLine live={live} skew={skew} provenAt={provenAt} proof={proof} zone={zone}>
        <p class="heardof">{t("smallNumbers")}</p>
        <ul class="legend">{zoned && [...colours].reverse().map((colour) => <ZoneEntry key={colour} colour={colour} />)}{cut.length > 0 && <li><ZoneShape shape="cut" />{t("cut")}</li>}</ul>
      </StatusLine>
    </div>
  )
}

const orderWords: Record<Order, Word> = { code: "sortCode", name: "sortName", figure: "sortFigure", colour: "sortColour" }
/** A kelurahan lies on the board of its kecamatan. */
const partLink = (area: string) => `/papan?area=${area.split(".").slice(0, 3).join(".")}#${area}`

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
