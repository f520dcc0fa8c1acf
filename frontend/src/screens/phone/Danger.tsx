// A danger sign: all the colour, one order, one telephone. No cloth, no menu, and no network asked.
import { useEffect, useRef } from "preact/hooks"
import { houseNumber, placeName } from "../../core/area"
import { LinkButton } from "../../ui/Button"
import { Drum } from "../../ui/Drum"
import { t } from "../../words/pages"
import { usePhone } from "./context"
import { houseName } from "./gate"
import type { Danger as Red, View } from "./phone"
import { moment } from "./text"
import "./screens.css"

export function Danger({ danger }: { danger: Red }) {
  const { phone, view } = usePhone()
  const order = useRef<HTMLHeadingElement>(null)
  useEffect(() => order.current?.focus(), [])
  const { household: own, numbers = [] } = view.account
  // Told for somebody else's house, it is there that help must go.
  const household = danger.house ?? own
  const who = danger.who || t("patient")
  const place = [placeName(household ?? view.area), danger.house ? houseName(view, danger.house) : own && t("houseNo", { n: houseNumber(own) })].filter(Boolean).join(", ")
  const text = t(danger.house ? "dangerThere" : "dangerText", { place, who: danger.who || t("dangerTitle"), measure: danger.measure })
  const [nearest, ...others] = numbers
  return (
    <div class="redsign" role="alertdialog" aria-modal="true" aria-labelledby="order" aria-describedby="sit">
      <header>
        <svg viewBox="0 0 24 24" width="3.5rem" height="3.5rem" aria-hidden="true">
          <path d="M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4Z" fill="currentColor" />
          <path d="M12 5.5v8m0 3v2.5" stroke="var(--alarm)" stroke-width="2.6" />
        </svg>
        <p><b>{t("dangerTitle")}</b><br />{[danger.who, danger.measure].filter(Boolean).join(" · ")}</p>
      </header>
      <h1 id="order" ref={order} tabIndex={-1}>{t("dangerOrder")}</h1>
      <p id="sit">{t("dangerSit", { who })}</p>
      <div class="calls">
        <LinkButton kind="main" href="tel:119" icon="phone">{t("dangerCall")}</LinkButton>
        {nearest ? <LinkButton kind="half" href={"tel:" + nearest.tel} icon="phone">{nearest.title}</LinkButton> : <LinkButton kind="half" href="tel:112" icon="phone">{t("call112")}</LinkButton>}
        {others.map(({ title, tel }) => <LinkButton key={tel} kind="half" href={"tel:" + tel} icon="phone">{title}</LinkButton>)}
        <LinkButton kind="half" href={`sms:${others[0]?.tel ?? ""}?&body=${encodeURIComponent(text)}`} icon="message">{t("dangerSms")}</LinkButton>
      </div>
      <footer>
        <Drum step={kept(danger, view)?.state === "sent" ? "done" : "unsent"} />
        <p>{saved(danger, view)} {t("dangerAdvice")}</p>
      </footer>
      <button type="button" class="button link" onClick={() => phone.alarm(null)}><span>{t("dangerBack")}</span></button>
    </div>
  )
}

const kept = (danger: Red, view: View) => view.queue.find((entry) => entry.key === danger.key)

/** Only what is true by now: stored, sent, or neither. */
function saved(danger: Red, view: View): string {
  if (danger.lost) return t("dangerLost")
  const entry = kept(danger, view)
  const now = Date.now() + view.drift
  if (!entry) return t("dangerStoring")
  if (entry.state === "sent") return t("dangerSent", { time: moment(entry.sentAt ?? entry.storedAt, now, view.zone) })
  if (entry.state === "refused") return t("mustMend", { why: entry.why?.detail ?? "" })
  return t("dangerKept", { time: moment(entry.storedAt, now, view.zone) })
}
