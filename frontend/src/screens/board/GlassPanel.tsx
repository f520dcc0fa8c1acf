// While a glass is open: until when, that every reading is told, the RT's cases, and the way to close it at once.
import { useEffect, useRef, useState } from "preact/hooks"
import { placeName, plateLines } from "../../core/area"
import { hourMinute } from "../../core/time"
import { Button } from "../../ui/Button"
import { Clock } from "../../ui/Clock"
import { Icon } from "../../ui/Icon"
import { Plate } from "../../ui/Plate"
import { t } from "../../words/wide"
import { isFinal } from "../phone/catalogue"
import { act } from "../wide/act"
import type { Office } from "../wide/start"
import { useServerNow } from "../wide/useLive"
import { Opened } from "./Opened"
import { CaseRows } from "./RtPanel"
import type { Glass } from "./useGlass"

type Props = { office: Office; glass: Glass; name: string; skew: number; onClosed: () => void }

export function GlassPanel({ office, glass: { case: glass, cases }, name, skew, onClosed }: Props) {
  const now = useServerNow(skew)
  const [opened, open] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [refused, refuse] = useState("")
  const panel = useRef<HTMLElement>(null)
  useEffect(() => panel.current?.focus(), [glass.id])
  const due = Date.parse(glass.due ?? glass.since)
  const over = now >= due
  useEffect(() => {
    if (over) onClosed()
  }, [over])
  const close = async () => {
    setBusy(true)
    const outcome = await act(office.api, "access", "close", { case: glass.id })
    setBusy(false)
    if (outcome.kind === "done") return onClosed()
    refuse(outcome.kind === "refused" ? outcome.problem.message : t("unknownOutcome"))
  }
  const time = hourMinute(due, office.account.time_zone)
  const running = cases.filter((one) => !isFinal(office.services, one.service, one.state))
  const rest = cases.filter((one) => !running.includes(one))
  return (
    <aside ref={panel} class="side rt glass" tabIndex={-1} aria-label={placeName(glass.area)}>
      <header><Plate lines={plateLines(glass.area)} /><span>{name}</span></header>
      <div class="openstrip" role="status">
        <Clock from={Date.parse(glass.since)} due={due} now={now} state={over ? "passed" : "running"} label={time} sentence={t("glassUntil", { time })} quiet />
        <p><b>{t("glassUntil", { time })}</b> {t("glassNoted")}</p>
        {refused && <p class="why" role="alert"><Icon name="alert" /><span>{refused}</span></p>}
        <Button kind="half" disabled={busy} onClick={() => void close()}>{t("glassClose")}</Button>
      </div>
      <p>{running.length > 0 ? t("casesOpen", { n: running.length }) : t("casesNone")}</p>
      <CaseRows office={office} cases={[...running, ...rest]} now={now} onOpen={open} />
      {opened && <Opened key={opened} office={office} id={opened} version={cases.find((one) => one.id === opened)?.version} skew={skew} onClose={() => open(null)} />}
    </aside>
  )
}
