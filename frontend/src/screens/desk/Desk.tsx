// The desk of a kelurahan or a puskesmas: drawers at the left, the queue in the middle, the opened case with its household at the right.
import { useRef, useState } from "preact/hooks"
import { asking } from "../../core/ledger"
import { holds } from "../../core/session"
import { t, type Word } from "../../words/desk"
import { Button, LinkButton } from "../../ui/Button"
import { Empty, Loading } from "../../ui/Empty"
import { Lurik } from "../../ui/Lurik"
import { Sheet } from "../../ui/Sheet"
import { lazily, nothing } from "../phone/lazily"
import { NoDuty } from "../wide/Entry"
import { MenuSheet } from "../wide/MenuSheet"
import { Day, Hour } from "../wide/Now"
import type { Office } from "../wide/start"
import { StatusLine } from "../wide/StatusLine"
import { useBand } from "../wide/useBand"
import { useLive } from "../wide/useLive"
import { Again } from "./Again"
import { Filters } from "./Filters"
import { groupsOf } from "./groups"
import type { BatchProps } from "./Batch"
import { House, Opened } from "./Panel"
import { KeyHints, KeySheet } from "./Keys"
import { Printed } from "./Printed"
import { Queue } from "./Queue"
import { countsOf, groupWord, Rail, type Drawer } from "./Rail"
import { Untouched, WhichRt } from "./Untouched"
import { useDossiers } from "./useDossiers"
import { useKeys } from "./useKeys"
import { useNarrow } from "./useNarrow"
import { useQueue } from "./useQueue"
import { useUntouched } from "./useUntouched"

const Batch = lazily<BatchProps>(() => import("./Batch").then((it) => it.Batch), nothing)

const hints: Record<Exclude<Drawer, "untouched">, Word> = { queue: "hintQueue", mine: "hintMine", round: "hintRound", silent: "hintSilent", asked: "hintAsked", others: "hintOthers", done: "hintDone" }

export function Desk({ office }: { office: Office }) {
  const watch = useLive(office)
  const { live, skew, provenAt, refused } = watch
  const dossiers = useDossiers(office.api)
  const narrow = useNarrow()
  const serving = holds(office.account, ["staff", "lurah"])
  const [drawer, setDrawer] = useState<Drawer>("queue")
  const queue = useQueue(office, live, dossiers, drawer, narrow)
  const untouched = useUntouched(office, serving, drawer === "untouched")
  const [house, setHouse] = useState<string | null>(null)
  const [sheet, openSheet] = useState(false)
  const [batching, setBatching] = useState(false)
  const [help, setHelp] = useState(false)
  const [menu, setMenu] = useState(false)
  const [pressed, press] = useState({ key: "", n: 0 })
  const field = useRef<HTMLInputElement>(null)

  const shown: Drawer[] = groupsOf(office.account)
  if (serving) shown.splice(3, 0, "untouched")
  const turnTo = (next: Drawer) => {
    setDrawer(next)
    setBatching(false)
    setHouse(null)
    queue.anew()
  }
  const pick = (id: string) => {
    if (drawer === "untouched") setHouse(id)
    else queue.choose(id)
    setBatching(false)
    if (narrow) openSheet(true)
  }
  const list = drawer === "untouched" ? untouched.list.map((one) => one.house) : queue.visible.map((row) => row.facts.id)
  const chosen = drawer === "untouched" ? house : queue.chosen
  const step = (by: number) => {
    const next = list[Math.min(list.length - 1, Math.max(0, list.indexOf(chosen ?? "") + by))]
    if (!next) return
    if (drawer === "untouched") setHouse(next)
    else queue.choose(next)
    setBatching(false)
    document.getElementById("row-" + next)?.scrollIntoView({ block: "nearest" })
  }
  const batch = () => {
    if (!serving || drawer !== "queue") return
    setBatching(!batching)
    openSheet(narrow && !batching)
  }
  const enter = () => (narrow ? openSheet(chosen !== null) : document.querySelector<HTMLElement>(".detail .doing .button, .detail .button")?.focus())
  const stroke = (key: string) => () => press({ key, n: pressed.n + 1 })
  useKeys({
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
    Enter: enter, s: stroke("s"), r: stroke("r"), p: () => print(), g: batch, "/": () => field.current?.focus(), "?": () => setHelp(true),
    ...Object.fromEntries(shown.map((one, i) => [String(i + 1), () => turnTo(one)])),
  })

  const toCase = (id: string) => {
    turnTo("queue")
    queue.choose(id, "queue")
  }
  const file = batching ? (
    <Batch office={office} rows={queue.rows} read={dossiers.get} refresh={dossiers.refresh} />
  ) : drawer === "untouched" ? (
    house && <House key={house} office={office} one={untouched.list.find((one) => one.house === house)} house={house} skew={skew} onOpen={toCase} />
  ) : (
    queue.answer && <Opened key={queue.answer.case.id} office={office} answer={queue.answer} skew={skew} pressed={pressed} onActed={() => void dossiers.refresh(queue.answer!.case.id)} book={serving} />
  )
  const lonely = drawer === "untouched" ? t("chooseHouse") : !queue.chosen ? t("chooseRow") : queue.unreadable ? t("unreadable") : t("reading")
  const zone = office.account.time_zone
  const band = useBand(live.board)

  return (
    <div class="desk">
      <Lurik rw={null} rt={null} />
      <header class="deskhead">
        <h1>{live.board ? t("kelurahanNamed", { name: live.board.name }) : t("desk")}</h1>
        <p class="note">{t("desk")} · <Day skew={skew} zone={zone} /> · <Hour skew={skew} zone={zone} /></p>
        <label class="search">
          <span class="unseen">{t("deskSearch")}</span>
          <input ref={field} type="search" placeholder={t("deskSearch")} value={queue.search} onInput={(event) => queue.find(event.currentTarget.value)}
            onKeyDown={(event) => { if (event.key === "Escape") { queue.find(""); event.currentTarget.blur() } }} />
          <kbd>/</kbd>
        </label>
        <p class="who"><b>{office.account.name}</b> {t(serving ? "officeStaff" : "officeHealth")}</p>
      </header>
      {band && live.board && <band.Strip office={office} board={live.board} live={live} skew={skew} />}
      <Rail shown={shown} counts={countsOf(queue.drawers, untouched.whole && asking(untouched.whole))} chosen={drawer} onChoose={turnTo} onMenu={() => setMenu(true)} />
      <main class="work">
        <div class="workhead">
          <h2>{t(groupWord[drawer])}</h2>
          <p class="note">{drawer === "untouched" ? untouched.page && t("hintUntouched", { n: asking(untouched.page), all: untouched.page.total, days: untouched.page.days }) : t(hints[drawer], { n: queue.fitting })}</p>
          {drawer === "untouched" && <WhichRt state={untouched} />}
          {serving && drawer === "queue" && <Button kind="half" onClick={batch}>{t("batch")}<kbd>G</kbd></Button>}
          {drawer !== "untouched" && <Button kind="half" onClick={() => print()}>{t(serving ? "printRound" : "printList")}<kbd>P</kbd></Button>}
        </div>
        {drawer !== "untouched" && queue.needs.length > 1 && <Filters all={queue.rows.length} needs={queue.needs} chosen={queue.need} onChoose={queue.filter} />}
        <div class="sheaf" tabIndex={0} role="region" aria-label={t(groupWord[drawer])}>
          {drawer === "untouched" ? (
            <Untouched office={office} state={untouched} chosen={house} onChoose={pick} />
          ) : !live.board && refused ? <NoDuty /> : !live.board ? <Loading label={t("opening")} cards={4} /> : queue.visible.length === 0 ? <Nothing drawer={drawer} filtered={queue.rows.length > 0} /> : (
            <Queue office={office} rows={queue.visible} chosen={queue.chosen} skew={skew} read={dossiers.get} onChoose={pick} />
          )}
          {drawer !== "untouched" && queue.more && <Button kind="half" onClick={queue.more}>{t("showMore")}</Button>}
          {drawer !== "untouched" && drawer !== "done" && (live.board?.more ?? 0) > 0 && <p class="note">{t("moreBelow", { n: live.board!.more })}</p>}
        </div>
      </main>
      {!narrow && <aside class="detail">{file || <p class="note lonely">{lonely}</p>}</aside>}
      {narrow && <Sheet title={file ? "" : t("reading")} leave={t("close")} open={sheet} onClose={() => { openSheet(false); setBatching(false) }}>{file}</Sheet>}
      <StatusLine live={live} skew={skew} provenAt={provenAt} zone={zone}><KeyHints full={serving} /></StatusLine>
      <Printed office={office} title={t(groupWord[drawer])} rows={drawer === "untouched" ? [] : queue.visible} read={dossiers.get} skew={skew} />
      <MenuSheet office={office} open={menu} onClose={() => setMenu(false)}>
        {serving && <LinkButton kind="half" href="/masuk#siap/cetak">{t("printCodes")}</LinkButton>}
        {serving && <LinkButton kind="half" href="/papan#keadaan">{t("thenMenu")}</LinkButton>}
      </MenuSheet>
      <KeySheet open={help} full={serving} onClose={() => setHelp(false)} />
      <Again office={office} onBack={watch.anew} />
    </div>
  )
}

function Nothing({ drawer, filtered }: { drawer: Drawer; filtered: boolean }) {
  if (filtered) return <Empty title={t("emptyFilter")}>{t("emptyFilterHint")}</Empty>
  if (drawer === "silent") return <Empty title={t("emptySilent")} />
  return drawer === "queue" ? <Empty title={t("emptyQueue")}>{t("emptyQueueHint")}</Empty> : <Empty title={t("casesNone")} />
}
