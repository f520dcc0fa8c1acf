// The page about news on this phone, and the one offer that leads to it.
import { useEffect, useState } from "preact/hooks"
import { keep, recall } from "../../core/store"
import { Button } from "../../ui/Button"
import { Screen } from "../../ui/Screen"
import { t } from "../../words/told"
import { homeOf, usePhone, useTown } from "./context"
import { back, go } from "./route"
import { QueueStrip } from "./Strips"
import { moment } from "./text"
import { standing, turnOn } from "../told/browser"
import { ToldBar, ToldList, useTelling } from "../told/Told"
import { toldOf } from "../../core/told"
import "./screens.css"

export function Told() {
  const { phone, view } = usePhone()
  const now = useTown(5000)
  const telling = useTelling(phone.api, "phone", view.online)
  return (
    <Screen title={t("toldTitle")} note={t("toldHint")} back={back} lurik={homeOf(view).lurik} strip={<QueueStrip view={view} now={now} />} bar={<ToldBar {...telling} />}>
      <ToldList {...telling} api={phone.api} when={(at) => moment(Date.parse(at), now, view.zone)} onCase={(id) => go("kasus", id)} />
    </Screen>
  )
}

const daily = 24 * 3_600_000

/**
 * Once the first report has been sent, and never again after an answer. Whoever said yes before is looked after: a browser
 * forgets its address, a server may be a restored one; once a day the two are brought together.
 */
export function Offer() {
  const { phone, view } = usePhone()
  const [asks, setAsks] = useState(false)
  const served = view.mine.length > 0 || view.account.grants.some((grant) => grant.role !== "resident" && grant.role !== "pending")
  useEffect(() => {
    if (!view.online || !served) return
    void (async () => {
      const here = await standing()
      if (here === "off" && Notification.permission === "default") return setAsks(!(await recall(phone.store, "told/asked")))
      const looked = await recall(phone.store, "told/looked")
      if (here !== "on" || (looked && Date.now() - looked.at < daily)) return
      const told = await toldOf(phone.api)
      if (!told.devices.some((one) => one.current)) await turnOn(phone.api, told.key, "phone")
      await keep(phone.store, "told/looked", true, Date.now())
    })().catch(() => undefined)
  }, [view.online, served])
  if (!asks) return null
  const answer = (look: boolean) => {
    setAsks(false)
    void keep(phone.store, "told/asked", true, Date.now())
    if (look) go("kabar-hp")
  }
  return (
    <article class="card offer">
      <p><b>{t("toldOffer")}</b></p>
      <p class="note">{t("toldOfferHint")}</p>
      <div class="halves">
        <Button kind="half" onClick={() => answer(true)}>{t("toldOfferLook")}</Button>
        <Button kind="half" onClick={() => answer(false)}>{t("toldOfferNo")}</Button>
      </div>
    </article>
  )
}
