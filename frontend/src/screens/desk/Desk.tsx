// The desk of a kelurahan: drawers at the left, the queue in the middle, the opened case at the right.
import { useEffect, useMemo, useRef, useState } from "preact/hooks"
import { t, type Word } from "../../words/wide"
import { Button } from "../../ui/Button"
import { Empty, Loading } from "../../ui/Empty"
import { Lurik } from "../../ui/Lurik"
import { CaseFile } from "../wide/CaseFile"
import { NoDuty } from "../wide/Entry"
import { MenuSheet } from "../wide/MenuSheet"
import { Day, Hour } from "../wide/Now"
import type { Office } from "../wide/start"
import { StatusLine } from "../wide/StatusLine"
import { useLive } from "../wide/useLive"
import { Sheet } from "../../ui/Sheet"
import { chips, matching, sortInto, type Group } from "./groups"
import { Filters } from "./Filters"
import { KeyHints, KeySheet } from "./Keys"
import { Queue } from "./Queue"
import { groupWord, Rail } from "./Rail"
import { rowOf } from "./rows"
import { useClosed } from "./useClosed"
import { useDossiers } from "./useDossiers"
import { useKeys } from "./useKeys"
import { useNarrow } from "./useNarrow"

const hints: Record<Group, Word> = { queue: "hintQueue", mine: "hintMine", asked: "hintAsked", others: "hintOthers", done: "hintDone" }
const pageSize = 60

export function Desk({ office }: { office: Office }) {
  const { live, skew, provenAt, refused } = useLive(office)
  const dossiers = useDossiers(office.api)
  const narrow = useNarrow()
  const [group, setGroup] = useState<Group>("queue")
  const [need, setNeed] = useState<string | null>(null)
  const [search, setSearch] = useState("")
  const [chosen, choose] = useState<string | null>(null)
  const [sheet, openSheet] = useState(false)
  const [help, setHelp] = useState(false)
  const [menu, setMenu] = useState(false)
  const [shown, show] = useState(pageSize)
  const [pressed, press] = useState({ key: "", n: 0 })
  const field = useRef<HTMLInputElement>(null)

  const closed = useClosed(office, group === "done", live.recent[0]?.id)
  const open = live.board?.cases
  const drawers = sortInto(office.services, office.account, open ?? [], closed.cases, (facts) => dossiers.get(facts.id))
  const rows = drawers[group].map((facts) => rowOf(office.services, facts, dossiers.get(facts.id)))
  const needs = useMemo(() => chips(rows), [rows])
  const fitting = matching(rows, need, search)
  const visible = fitting.slice(0, shown)
  const at = visible.findIndex((row) => row.facts.id === chosen)

  // The chosen one first; what still waits for a head is opened only when somebody asks for it.
  const chosenFacts = visible[at]?.facts
  useEffect(() => {
    const wished = group === "asked" ? [] : visible.map((row) => row.facts)
    dossiers.want(chosenFacts ? [chosenFacts, ...wished] : wished)
  })

  // A wide desk always has a case open, so that the first key acts on something.
  useEffect(() => {
    if (!narrow && group !== "asked" && chosen === null && visible[0]) choose(visible[0].facts.id)
  })

  const move = (by: number) => {
    const next = visible[Math.min(visible.length - 1, Math.max(0, at + by))]?.facts.id
    if (!next) return
    choose(next)
    document.getElementById("row-" + next)?.scrollIntoView({ block: "nearest" })
  }
  const enter = () => (narrow ? openSheet(chosen !== null) : document.querySelector<HTMLElement>(".detail .button")?.focus())
  const stroke = (key: string) => () => press({ key, n: pressed.n + 1 })
  useKeys({
    j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1),
    Enter: enter, s: stroke("s"), r: stroke("r"), p: () => print(), "/": () => field.current?.focus(), "?": () => setHelp(true),
  })

  const turnTo = (next: Group) => {
    setGroup(next)
    setNeed(null)
    show(pageSize)
    choose(null)
  }
  const pick = (id: string) => {
    choose(id)
    if (narrow) openSheet(true)
  }

  const answer = chosen ? dossiers.get(chosen) : undefined
  const file = answer && (
    <CaseFile key={answer.case.id} office={office} answer={answer} skew={skew} keys={["s", "r"]} pressed={pressed} onActed={() => void dossiers.refresh(answer.case.id)} />
  )
  const zone = office.account.time_zone

  return (
    <div class="desk">
      <Lurik rw={null} rt={null} />
      <header class="deskhead">
        <h1>{live.board ? t("kelurahanNamed", { name: live.board.name }) : t("desk")}</h1>
        <p class="note">{t("desk")} · <Day skew={skew} zone={zone} /> · <Hour skew={skew} zone={zone} /></p>
        <label class="search">
          <span class="unseen">{t("deskSearch")}</span>
          <input ref={field} type="search" placeholder={t("deskSearch")} value={search} onInput={(event) => setSearch(event.currentTarget.value)}
            onKeyDown={(event) => { if (event.key === "Escape") { setSearch(""); event.currentTarget.blur() } }} />
          <kbd>/</kbd>
        </label>
        <b class="who">{office.account.name}</b>
      </header>
      <Rail drawers={drawers} chosen={group} onChoose={turnTo} onMenu={() => setMenu(true)} />
      <main class="work">
        <div class="workhead">
          <h2>{t(groupWord[group])}</h2>
          <p class="note">{t(hints[group], { n: fitting.length })}</p>
          <Button kind="half" onClick={() => print()}>{t("printList")}<kbd>P</kbd></Button>
        </div>
        {needs.length > 1 && <Filters all={rows.length} needs={needs} chosen={need} onChoose={setNeed} />}
        <div class="sheaf">
          {!open && refused ? <NoDuty /> : !open ? <Loading label={t("opening")} cards={4} /> : visible.length === 0 ? <Nothing group={group} filtered={rows.length > 0} /> : (
            <Queue office={office} rows={visible} chosen={chosen} skew={skew} read={dossiers.get} onChoose={pick} />
          )}
          {fitting.length > visible.length && <Button kind="half" onClick={() => show(shown + pageSize)}>{t("showMore")}</Button>}
          {group === "done" && closed.more && <Button kind="half" onClick={closed.more}>{t("showMore")}</Button>}
          {group !== "done" && (live.board?.more ?? 0) > 0 && <p class="note">{t("moreBelow", { n: live.board!.more })}</p>}
        </div>
      </main>
      {!narrow && (
        <aside class="detail">
          {file ?? <p class="note lonely">{!chosen ? t("chooseRow") : chosenFacts && dossiers.failed(chosenFacts) ? t("unreadable") : t("reading")}</p>}
        </aside>
      )}
      {narrow && <Sheet title={answer ? "" : t("reading")} leave={t("close")} open={sheet} onClose={() => openSheet(false)}>{file}</Sheet>}
      <StatusLine live={live} skew={skew} provenAt={provenAt} zone={zone}><KeyHints /></StatusLine>
      <MenuSheet office={office} open={menu} onClose={() => setMenu(false)} />
      <KeySheet open={help} onClose={() => setHelp(false)} />
    </div>
  )
}

function Nothing({ group, filtered }: { group: Group; filtered: boolean }) {
  if (filtered) return <Empty title={t("emptyFilter")}>{t("emptyFilterHint")}</Empty>
  return group === "queue" ? <Empty title={t("emptyQueue")}>{t("emptyQueueHint")}</Empty> : <Empty title={t("casesNone")} />
}
