// A batch: choose the RW, the requests and who brings them; each row then tells what became of it.
import { useEffect, useId, useState } from "preact/hooks"
import { t } from "../../words/desk"
import type { CaseAnswer } from "../../core/wire"
import { Button } from "../../ui/Button"
import { Drum } from "../../ui/Drum"
import { Empty } from "../../ui/Empty"
import { Icon } from "../../ui/Icon"
import { Plate } from "../../ui/Plate"
import { shortPlate } from "../wide/due"
import type { Office } from "../wide/start"
import { byRw, handsOf } from "./batch"
import type { Row } from "./groups"
import { useBatch, type Fate } from "./useBatch"

export type BatchProps = {
  office: Office
  rows: readonly Row[]
  read: (id: string) => CaseAnswer | undefined
  refresh: (id: string) => Promise<void>
}

export function Batch({ office, rows, read, refresh }: BatchProps) {
  const [rw, setRw] = useState<string | null>(null)
  const [left, leave] = useState<ReadonlySet<string>>(new Set())
  const [holder, setHolder] = useState("")
  const [people, setPeople] = useState<readonly { id: string; name: string }[]>([])
  const [empty, setEmpty] = useState(false)
  const field = useId()
  const batch = useBatch(office, (id) => refresh(id).then(() => read(id)), takenBy)

  // What was given out just now stays in sight, with its word, until another RW is looked at.
  const places = byRw(rows, (row) => batch.fates.has(row.facts.id) || handsOf(office.services, read(row.facts.id)).give !== null)
  const chosen = places.find((one) => one.area === rw) ?? places[0]
  const able = ({ facts }: Row) => handsOf(office.services, read(facts.id)).give !== null && batch.fates.get(facts.id) !== "done"
  const open = chosen?.rows.filter(able) ?? []
  const wanted = open.filter(({ facts }) => !left.has(facts.id))
  const tried = (chosen?.rows ?? []).flatMap(({ facts }) => batch.fates.get(facts.id) ?? [])
  const done = tried.filter((fate) => fate === "done").length
  const bad = tried.filter((fate) => fate !== "done" && fate !== "sending").length
  const again = open.some(({ facts }) => batch.fates.has(facts.id))

  useEffect(() => {
    if (chosen) office.api.helpers(chosen.area).then(setPeople, () => setPeople([]))
  }, [office.api, chosen?.area])

  const toggle = (id: string) => {
    setEmpty(false)
    leave((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  }
  const go = () => {
    setEmpty(wanted.length === 0)
    if (wanted.length === 0) return document.getElementById(field + "0")?.focus()
    void batch.send(wanted.flatMap(({ facts }) => {
      const answer = read(facts.id)
      const { take, give } = handsOf(office.services, answer)
      const move = holder ? give : (take ?? give)
      return answer && move ? [{ answer, move, body: holder ? { holder } : {} }] : []
    }))
  }

  if (!chosen) return <Empty title={t("batchNone")}>{t("batchHint")}</Empty>
  return (
    <section class="file batch" aria-label={t("batch")}>
      <header><div><h2>{t("batch")}</h2><p class="note">{t("batchHint")}</p></div></header>
      <div class="reading">
        <div class="filters" role="group" aria-label={t("batchRw")}>
          {places.map((one) => (
            <button key={one.area} type="button" class={one === chosen ? "on" : undefined} aria-pressed={one === chosen} disabled={batch.busy} onClick={() => { setRw(one.area); setHolder("") }}>{one.title} {one.rows.length}</button>
          ))}
        </div>
        <fieldset class={empty ? "bad" : undefined} aria-describedby={empty ? field + "e" : undefined}>
          <legend>{t("batchWhich")}</legend>
          {chosen.rows.map((row, i) => (
            <label key={row.facts.id} class="tick">
              <input id={field + i} type="checkbox" checked={able(row) && !left.has(row.facts.id)} disabled={batch.busy || !able(row)} onChange={() => toggle(row.facts.id)} />
              <Plate small lines={[shortPlate(row.facts.area)]} />
              <span><b>{row.title}</b><span class="note">{row.note}</span><Word fate={batch.fates.get(row.facts.id)} /></span>
            </label>
          ))}
          {empty && <p id={field + "e"} class="why"><Icon name="alert" size="1.25em" /><span>{t("batchPick")}</span></p>}
        </fieldset>
      </div>
      <div class="doing">
        <p class="said" role="status">{tried.length > 0 && !batch.busy && t(bad > 0 ? "batchSome" : "batchDone", { n: done, bad })}</p>
        <label for={field}><b>{t("batchBy")}</b></label>
        <select id={field} class="box" value={holder} disabled={batch.busy} onChange={(event) => setHolder(event.currentTarget.value)}>
          <option value="">{t("batchSelf")}</option>
          {people.filter(({ id }) => id !== office.account.id).map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </select>
        {open.length > 0 && <Button kind="main" disabled={batch.busy} onClick={go}>{again ? t("batchAgain", { n: wanted.length }) : t("batchGo", { n: wanted.length })}</Button>}
      </div>
    </section>
  )
}

/** Who has it in hand, where that is what stood against it. */
export const takenBy = (answer: CaseAnswer | undefined): string => (answer?.case.holder && !answer.case.holder.mine ? t("takenAlready", { who: answer.case.holder.name }) : "")

function Word({ fate }: { fate: Fate | undefined }) {
  if (!fate) return null
  if (fate === "done") return <span class="fate past"><Drum step="done" tone="past" /> {t("batchSent")}</span>
  if (fate === "sending") return <span class="fate"><Drum step="sent" /> {t("batchSending")}</span>
  return <span class="fate bad" role="alert"><Icon name="alert" size="1.125em" /> {fate === "unknown" ? t("batchUnknown") : fate.why}</span>
}
