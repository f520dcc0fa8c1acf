// What is said when the phone's memory is full, cannot be opened, or was taken away: what is safe, what is not, and what to do.
import { useEffect, useRef, useState } from "preact/hooks"
import { placeName } from "../../core/area"
import type { Command } from "../../core/outbox"
import { withPicture } from "../../core/picture"
import { Problem, type Refusal } from "../../core/problem"
import { uuidv7 } from "../../core/uuid"
import { Button, LinkButton } from "../../ui/Button"
import { Icon } from "../../ui/Icon"
import { Strip } from "../../ui/Screen"
import { t } from "../../words/pocket"
import { usePhone } from "./context"
import { putLostAway } from "./lost"
import { RescuedStrip } from "./RescuedStrip"
import "./disk.css"

export function DiskStrip() {
  const { phone, view } = usePhone()
  if (view.lost === 0 && !view.disk && view.rescued) return <RescuedStrip phone={phone} view={view} rescued={view.rescued} />
  if (view.lost === 0) return <Strip tone="degraded"><b>{t(view.disk === "full" ? "diskFull" : "diskShut")}</b></Strip>
  const seen = () => {
    putLostAway()
    phone.set({ lost: 0 })
  }
  const [first, ...rest] = t("diskLost", { n: view.lost }).split(". ")
  return (
    <Strip tone="degraded">
      <b>{first}.</b> {rest.join(". ")} <button type="button" class="seen" onClick={seen}>{t("diskSeen")}</button>
    </Strip>
  )
}

type Props = {
  /** What Kirim was pressed for, once it was; only that can be sent without being kept. */
  command: Command | null
  title: string
  /** Nobody but the kelurahan may hear of it. */
  secret: boolean
  onSent: (id: string) => void
  onRefused: (why: Refusal) => void
}

/** Above a form that the disk did not take. What was typed stands below it. */
export function Unstored({ command, title, secret, onSent, onRefused }: Props) {
  const { phone, view } = usePhone()
  const notice = useRef<HTMLDivElement>(null)
  const [key] = useState(() => uuidv7(Date.now()))
  const [busy, setBusy] = useState(false)
  const [unheard, setUnheard] = useState(false)
  useEffect(() => notice.current?.focus(), [command])
  const full = view.disk === "full"
  const text = t("diskSmsText", { place: placeName(view.account.household ?? view.area), title: command?.title ?? title })
  // Not what the browser believes of its network, but a line on which the server speaks.
  const reached = view.online && view.live?.line === "live"

  // One key for as long as this form stands, so that pressing again after a silence has one effect.
  const send = async ({ service, move, body }: Command) => {
    setBusy(true)
    try {
      const { case: facts } = await withPicture(phone.api, phone.store, { service, move, key, body })
      void phone.readMine()
      onSent(facts.id)
    } catch (problem) {
      setBusy(false)
      if (problem instanceof Problem && !problem.passing) onRefused(problem.refusal)
      else setUnheard(true)
    }
  }

  return (
    <div class="card unstored" role="alert" tabIndex={-1} ref={notice}>
      <h2><Icon name="alert" /> {t(full ? "diskFullTitle" : "diskShutTitle")}</h2>
      <p>{t("diskUnstored")} {t(full ? "diskFullHint" : "diskShutHint")}</p>
      {command && reached && <p>{t(unheard ? "diskAgain" : "diskOnline")}</p>}
      {!secret && <p>{t("diskAsk")}</p>}
      <div class="ways">
        {command && reached && <Button kind="half" disabled={busy} onClick={() => void send(command)}>{t("diskSend")}</Button>}
        {!secret && <LinkButton kind="half" href={"sms:?&body=" + encodeURIComponent(text)} icon="message">{t("diskSms")}</LinkButton>}
        {!secret && (view.account.numbers ?? []).map(({ title, tel }) => <LinkButton key={tel} kind="half" href={"tel:" + tel} icon="phone">{title}</LinkButton>)}
      </div>
    </div>
  )
}
