// The desk of whoever guards personal data: wishes of households, glasses to judge, and the record of every reading.
import { useEffect, useState } from "preact/hooks"
import { hourMinuteSecond } from "../../core/time"
import type { CaseAnswer } from "../../core/wire"
import { Drum } from "../../ui/Drum"
import { Empty, Loading } from "../../ui/Empty"
import { Icon } from "../../ui/Icon"
import { Lurik } from "../../ui/Lurik"
import { Sheet } from "../../ui/Sheet"
import { t, type Word } from "../../words/wide"
import { CaseFile } from "../wide/CaseFile"
import { MenuSheet } from "../wide/MenuSheet"
import { Day, Hour } from "../wide/Now"
import type { Office } from "../wide/start"
import { Audit } from "./Audit"
import { KeyHints, KeySheet } from "./Keys"
import { matterRow, matters, sortMatters, type Matter } from "./matters"
import { Queue } from "./Queue"
import { Under } from "./Under"
import { useKeys } from "./useKeys"
import { useMatters } from "./useMatters"
import { useNarrow } from "./useNarrow"

const words: Record<Matter, Word> = { wishes: "guardWishes", glasses: "guardGlasses", audit: "guardAudit", done: "guardDone" }
const hints: Record<Matter, Word> = { wishes: "guardWishesHint", glasses: "guardGlassesHint", audit: "guardAuditHint", done: "hintDone" }
const empty: Record<Matter, Word> = { wishes: "guardNoWishes", glasses: "guardNoGlasses", audit: "guardNothing", done: "guardNothing" }

/** The town's clock, by a board that holds no number for this office. */
function useTownHall({ api, area }: Office): { name: string; skew: number } {
  const [hall, set] = useState({ name: "", skew: 0 })
  useEffect(() => {
    void api.board(area).then(({ name, as_of }) => set({ name, skew: Date.parse(as_of) - Date.now() }), () => undefined)
  }, [api, area])
  return hall
}

export function Guard({ office }: { office: Office }) {
  const { name, skew } = useTownHall(office)
  const { cases, readAt, refresh } = useMatters(office)
  const narrow = useNarrow()
  const [matter, turn] = useState<Matter>("wishes")
  const [chosen, choose] = useState<string | null>(null)
  const [answer, setAnswer] = useState<CaseAnswer | null>(null)
  const [menu, setMenu] = useState(false)
  const [help, setHelp] = useState(false)
  const [pressed, press] = useState({ key: "", n: 0 })
  const zone = office.account.time_zone
  const drawers = sortMatters(office.services, cases ?? [])
  const rows = matter === "audit" ? [] : drawers[matter].map((facts) => matterRow(office.services, facts))
  const facts = cases?.find((one) => one.id === chosen)

  // Opening is a reading of its own, and stands in the record: one case at a time, when somebody chose it.
  const read = (id: string) => void office.api.caseById(id).then(setAnswer, () => setAnswer(null))
  useEffect(() => {
    if (chosen) read(chosen)
  }, [chosen, facts?.version])

  const step = (by: number) => {
    const at = rows.findIndex((row) => row.facts.id === chosen)
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))]
    if (next) choose(next.facts.id)
  }
  const stroke = (key: string) => () => press({ key, n: pressed.n + 1 })
  useKeys({ j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), s: stroke("s"), r: stroke("r"), p: () => print(), "?": () => setHelp(true) })

  const open = chosen !== null && answer?.case.id === chosen ? answer : null
  const acted = () => {
    void refresh()
    if (chosen) read(chosen)
  }
  const file = open && (
    <CaseFile key={chosen} office={office} answer={open} skew={skew} keys={["s", "r"]} pressed={pressed} onActed={acted}>
      {open.case.service === "access" && <Under office={office} glass={open.case} skew={skew} />}
    </CaseFile>
  )
  return (
    <div class={matter === "audit" ? "desk whole" : "desk"}>
      <Lurik rw={null} rt={null} />
      <header class="deskhead">
        <h1>{t("guard")}</h1>
        <p class="note">{[name, ""].filter(Boolean).map((one) => one + " · ")}<Day skew={skew} zone={zone} /> · <Hour skew={skew} zone={zone} /></p>
        <b class="who apart">{office.account.name}</b>
      </header>
      <nav class="rail" aria-label={t("guard")}>
        {matters.map((one) => (
          <button key={one} type="button" class={one === matter ? "on" : undefined} aria-current={one === matter ? "page" : undefined} onClick={() => { turn(one); choose(null) }}>
            <span>{t(words[one])}</span>
            {(one === "wishes" || one === "glasses") && <b>{drawers[one].length}</b>}
          </button>
        ))}
        <hr />
        <button type="button" onClick={() => setMenu(true)}>{t("menu")}</button>
      </nav>
      <main class="work">
        <div class="workhead"><h2>{t(words[matter])}</h2><p class="note">{t(hints[matter], { n: rows.length })}</p></div>
        <div class="sheaf" tabIndex={0}>
          {matter === "audit" ? <Audit office={office} skew={skew} /> : !cases ? <Loading label={t("opening")} cards={4} /> : rows.length === 0 ? <Empty title={t(empty[matter])} /> : (
            <Queue office={office} rows={rows} chosen={chosen} skew={skew} read={() => undefined} onChoose={choose} />
          )}
        </div>
      </main>
      {matter !== "audit" && !narrow && <aside class="detail">{file ?? <p class="note lonely">{t(chosen ? "reading" : "chooseRow")}</p>}</aside>}
      {narrow && chosen && <Sheet title={open ? "" : t("reading")} leave={t("close")} open onClose={() => choose(null)}>{file}</Sheet>}
      <footer class="status">
        <p class="heard" role="status">{readAt > 0 ? <Drum step="done" tone="past" /> : <Icon name="silent" />}<b>{readAt > 0 ? t("per", { time: hourMinuteSecond(readAt + skew, zone) }) : t("lineSeeking")}</b></p>
        <KeyHints />
      </footer>
      <MenuSheet office={office} open={menu} onClose={() => setMenu(false)} />
      <KeySheet open={help} onClose={() => setHelp(false)} />
    </div>
  )
}
