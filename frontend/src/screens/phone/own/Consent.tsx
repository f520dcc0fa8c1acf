// Consent of the household: what it means, how to take it back, and the 72 hours until it has effect everywhere.
import { useState } from "preact/hooks"
import { withoutHouse } from "../../../core/area"
import { Button } from "../../../ui/Button"
import { Screen } from "../../../ui/Screen"
import { Sheet } from "../../../ui/Sheet"
import { t } from "../../../words/own"
import { homeOf, usePhone, useTown } from "../context"
import { back } from "../route"
import { QueueStrip } from "../Strips"
import { moment } from "../text"
import { Wrong } from "../Wrong"
import { consentOf } from "./facts"
import { Held, Waiting } from "./Waiting"

const service = "privacy"

export function Consent() {
  const { phone, view } = usePhone()
  const now = useTown()
  const [asking, ask] = useState(false)
  const { facts, pending, refused } = consentOf(view)
  const given = !facts || facts.state === "agreed"

  const withdraw = () => {
    ask(false)
    void phone.act({ service, move: "withdraw", title: t("consentWithdraw"), body: { area: withoutHouse(view.account.household ?? view.area) } })
  }
  const resume = (id: string) => void phone.act({ service, move: "resume", title: t("consentResume"), case: id, body: { case: id } })
  const bar = pending ? undefined : facts && !given
    ? <Button kind="half" onClick={() => resume(facts.id)}>{t("consentResume")}</Button>
    : <Button kind="half" onClick={() => ask(true)}>{t("consentWithdraw")}</Button>

  return (
    <Screen title={t("consentTitle")} back={back} lurik={homeOf(view).lurik} strip={<QueueStrip view={view} now={now} {...(refused ? { besides: refused.case } : {})} />} {...(bar ? { bar } : {})}>
      {refused && <Wrong entry={refused} />}
      {pending && <Held entry={pending} now={now} view={view} />}
      {!pending && facts?.state === "withdrawn" && <Waiting facts={facts} now={now} view={view} say={(when) => t("consentStops", { when })} />}
      {facts?.state === "stopped" && <p class="card"><b>{t("consentStopped", { when: moment(Date.parse(facts.since), now, view.zone) })}</b></p>}
      {given && !pending && <p class="card"><b>{t("consentGiven")}</b></p>}
      <p>{t(given ? "consentAfter" : "consentEffect")}</p>
      <p>{t("consentRunning")}</p>
      <p>{t("consentBack")}</p>
      {asking && (
        <Sheet title={t("consentAsk")} hint={t("consentWithin")} open onClose={() => ask(false)}>
          <Button kind="main" onClick={withdraw}>{t("consentYes")}</Button>
        </Sheet>
      )}
    </Screen>
  )
}
