// Who heads which RT: a list out of a spreadsheet, or names typed beside their RTs. Both go the same way; nothing is stored before all of it is right.
import { useMemo, useState } from "preact/hooks"
import { Problem } from "../../core/problem"
import { Button } from "../../ui/Button"
import { t } from "../../words/setup"
import { Frame, said } from "./Frame"
import { HeadList } from "./HeadList"
import { HeadRows } from "./HeadRows"
import { Picks, Trouble } from "./Line"
import { tableOf, type Written } from "./make"
import type { StepProps } from "./steps"
import { readTown, type NamedHead } from "./town"

export function Heads({ api, town, done, open, back, onTown, onNext }: StepProps) {
  const [way, choose] = useState<"list" | "hand">("list")
  const [csv, write] = useState("")
  const [written, note] = useState<Record<string, Written>>({})
  const [checked, check] = useState<NamedHead[] | null>(null)
  const [problem, fail] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const headed = town.rts.filter(({ heads }) => heads.length > 0).length
  // An RW before its RTs, as the list of places has it.
  const vacant = useMemo(() => [...town.rws, ...town.rts].filter(({ heads }) => heads.length === 0).map(({ area }) => area).sort((a, b) => a.localeCompare(b)), [town])
  const typed = tableOf(vacant, written)
  const faults = problem instanceof Problem ? problem.refusal.fields.filter(({ field }) => field.startsWith("csv")) : []

  const send = async (text: string, only: boolean) => {
    setBusy(true)
    fail(null)
    try {
      const { heads } = await api.ask<{ heads: NamedHead[] }>("/setup/heads", { area: town.area, csv: text, ...(only && { check: true }) })
      if (only) return check(heads)
      onTown(await readTown(api, town.area))
      check(null)
      write("")
      note({})
      onNext("petugas")
    } catch (reason) {
      fail(reason)
    } finally {
      setBusy(false)
    }
  }
  const fresh = checked?.filter(({ known }) => !known).length ?? 0
  const act = way === "hand"
    ? { word: t("headsSave", { n: typed.lines.length }), can: typed.lines.length > 0, work: () => send(typed.csv, false) }
    : checked
      ? { word: t("headsSave", { n: fresh }), can: fresh > 0, work: () => send(csv, false) }
      : { word: t("headsCheck"), can: csv.trim() !== "", work: () => send(csv, true) }

  return (
    <Frame title={t("headsTitle")} of={town.name} step="ketua" done={done} open={open} {...(back && { back })} onEnter={way === "hand" && act.can && !busy && (() => void act.work())}
      bar={<>
        <Button kind="main" disabled={busy || !act.can} onClick={() => void act.work()}>{busy ? t("setupSaving") : act.word}</Button>
        <Button kind="half" onClick={() => onNext("petugas")}>{headed > 0 ? t("setupNext") : t("setupSkip")}</Button>
      </>}>
      <p>{headed === 0 ? t("headsText") : headed === town.rts.length ? t("headsAll") : t("headsHave", { n: headed, of: town.rts.length })}</p>
      {problem !== null && faults.length === 0 && <Trouble>{said(problem)}</Trouble>}
      <Picks label={t("headsTitle")} options={[["list", t("headsList")], ["hand", t("headsHand")]]} chosen={way} onChoose={(id) => { choose(id); fail(null) }} />
      {way === "list"
        ? <HeadList rw={town.rws.length > 0} csv={csv} checked={checked} faults={faults} onWrite={(text) => { write(text); check(null); fail(null) }} onChange={() => check(null)} />
        : <HeadRows areas={vacant} written={written} lines={typed.lines} faults={faults} onWrite={(area, one) => note({ ...written, [area]: one })} />}
    </Frame>
  )
}
