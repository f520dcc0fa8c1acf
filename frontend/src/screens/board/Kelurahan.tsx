// The lurah's board: every RT on one map, live.
import type { ComponentChild } from "preact"
import { useMemo, useState } from "preact/hooks"
import { place } from "../../core/area"
import { t } from "../../words/wall"
import { holds } from "../../core/session"
import type { Live } from "../../core/live"
import type { Board } from "../../core/wire"
import { Empty } from "../../ui/Empty"
import { useNarrow } from "../desk/useNarrow"
import { moment } from "../phone/text"
import { Day } from "../wide/Now"
import type { Office } from "../wide/start"
import { staleAt, StatusLine } from "../wide/StatusLine"
import { useBand } from "../wide/useBand"
import { ColourRules, hasRules } from "./Asked"
import { blocksOf, zoneOf } from "./blocks"
import { countersOf } from "./counters"
import { feedOf } from "./facts"
import { Head } from "./Head"
import { Legend } from "./Legend"
import { Map } from "./Map"
import { Numbers } from "./Numbers"
import { Reach } from "./Reach"
import { RtPanel } from "./RtPanel"
import { Summary } from "./Summary"
import { Clocks, Counters, Feed } from "./Side"
import { useOpeners } from "./useOpeners"
import { useSeen } from "./useSeen"
import { useFigures } from "./useFigures"

type Props = { office: Office; board: Board; live: Live; skew: number; provenAt: number; proof: string; far: boolean; onMenu: () => void; instead?: ComponentChild }

/** `instead` stands where the live board would: an alarm comes over either. */
export function Kelurahan({ office, board, live, skew, provenAt, proof, far, onMenu, instead }: Props) {
  const { services, account } = office
  const zone = account.time_zone
  const [rt, open] = useState<string | null>(null)
  const { at: since, missed } = useSeen(office, board.area, Date.parse(board.as_of), skew, live.cursor)
  const figures = useFigures(office, holds(account, ["lurah", "staff"], board.area) && board.area.split(".").length === 4 && !board.area.includes("/") ? board.area : "")
  const openers = useOpeners(office, live.recent, board.cases)
  const [rules, showRules] = useState(false)
  const news = useMemo(() => feedOf(live.recent, board.cases, services, since, openers, missed), [live.recent, board.cases, services, since, openers, missed])
  const blocks = useMemo(() => blocksOf(board.rts ?? []), [board.rts])
  const rws = blocks.filter((block) => block.rw !== null).length
  const above = board.path.slice(0, -1).flatMap(({ area, name }) => (name === area ? [] : name)).reverse().slice(0, 2).join(", ")
  const policy = board.rts?.flatMap((area) => zoneOf(board.zones, area)?.policy ?? [])[0]
  // The hour ticks in its own small part; the map is drawn again only when the fold moved.
  const map = useMemo(() => <Map board={board} services={services} far={far} onOpen={open} />, [board, services, far])
  const { kelurahan, rw } = place(board.area)
  const stale = staleAt(live, provenAt, skew, zone)
  // A lurah's own phone begins with the summary; the map lies behind it.
  const phone = useNarrow("600px") && holds(account, ["lurah"], board.area)
  const [view, turnTo] = useState("")
  const short = phone && view === ""
  const title = board.area === kelurahan ? t("kelurahanNamed", { name: board.name }) : board.name
  const band = useBand(board)
  const whole = instead ?? (
    <div class={far ? "board far" : "board"}>
      <Head title={title} badge={policy !== undefined && t("zonesActive", { policy: policy.slice(0, 4) })} {...(hasRules(services) ? { onBadge: () => showRules(true) } : {})} skew={skew} zone={zone} onMenu={onMenu}>
        {[above, rws > 0 && rw === null && t("countRw", { n: rws }), t("countRt", { n: board.rts?.length ?? 0 })].filter(Boolean).join(" · ")} · <Day skew={skew} zone={zone} />
      </Head>
      {short && rt === null ? (
        <Summary office={office} board={board} skew={skew} counters={countersOf(board)} stale={stale} news={news} since={moment(since, Date.parse(board.as_of), zone)} onMap={() => turnTo("map")} />
      ) : board.rts?.length ? map : <main class="map"><Empty title={t("noRts")}>{holds(account, ["lurah"], board.area) && <a href="/masuk#siap">{t("setUp")}</a>}</Empty></main>}
      {rt !== null ? <RtPanel office={office} board={board} area={rt} skew={skew} onClose={() => open(null)} /> : !far && !short && (
        <aside class="side">
          {phone && <button type="button" class="button half" onClick={() => turnTo("")}><span>{t("backSummary")}</span></button>}
          <Counters counters={countersOf(board)} stale={stale} />
          <Numbers board={board} services={services} />
          <Clocks board={board} zone={zone} skew={skew} most={4} onOpen={open} />
          <Reach office={office} />
          <Feed news={news} since={since} now={Date.parse(board.as_of)} zone={zone} />
        </aside>
      )}
      {rules && <ColourRules services={services} onClose={() => showRules(false)} />}
      <StatusLine live={live} skew={skew} provenAt={provenAt} proof={proof} zone={zone}>
        {figures?.connected && <p class="heardof">{t("rtsHeard", { n: figures.connected.rts, all: figures.connected.of })}</p>}
        <Legend board={board} services={services} />
      </StatusLine>
    </div>
  )
  return band ? <band.Wall office={office} board={board} live={live} skew={skew} provenAt={provenAt} onMenu={onMenu}>{whole}</band.Wall> : whole
}
