// An alarm that no longer stands over everything, one that has not been sent yet, and a quiet roll call: each a card on the home.
import { contains, withoutHouse } from "../../core/area"
import { holds } from "../../core/session"
import { Button } from "../../ui/Button"
import { Icon } from "../../ui/Icon"
import { usePhone } from "../../screens/phone/context"
import { go } from "../../screens/phone/route"
import { t } from "../../words/alert"
import { face } from "./face"
import { isRaise } from "./raising"
import { minutes, reachOf, saidOf, type Alarm, type Choice } from "./ring"
import { Strokes } from "./Strokes"
import { useAlarms } from "./useAlarms"
import { kindCall, whereWord } from "./words"

export function Card() {
  const { now, alarms, over, remember } = useAlarms()
  const { view } = usePhone()
  return <>{view.queue.some((entry) => isRaise(entry) && entry.state !== "sent") && <NotYet />}{alarms.filter((one) => !over.includes(one)).map((alarm) => <Standing key={alarm.id} alarm={alarm} now={now} onOpen={() => remember(alarm.id, { away: false, opened: true, muted: true })} />)}</>
}

const NotYet = () => (
  <section class="standing">
    <p><b>{t("raiseUnsent")}</b></p>
    <button type="button" class="button half" onClick={() => go(face.place!, face.urgent!.page)}><span>{t("openAlarm")}</span><Icon name="forward" /></button>
  </section>
)

function Standing({ alarm, now, onOpen }: { alarm: Alarm; now: number; onOpen: () => void }) {
  const { phone, view } = usePhone()
  const { household } = view.account
  const said = saidOf(household, view.mine, view.queue, alarm)
  const sounding = alarm.state === "sounding"
  const mayCheck = holds(view.account, ["rt_head", "rw_head", "lurah", "staff", "kader", "volunteer"])
  const asked = Boolean(household && contains(reachOf(alarm), household))
  const n = minutes(alarm, now)
  const answer = (choice: Choice) =>
    void phone.act({ service: alarm.service, move: "answer", body: { area: withoutHouse(household!), choice }, title: `${kindCall(alarm.told.kind)}: ${t(choice === "aman" ? "weSafe" : "weHelp")}` })
  return (
    <section class={sounding ? "standing loud" : "standing"}>
      <header>
        {alarm.told.strokes && <Strokes strokes={alarm.told.strokes} groups={1} small />}
        <p><b>{kindCall(alarm.told.kind)} {whereWord(alarm.area, household ?? view.area)}</b><br />{n > 0 ? t("runningFor", { n }) : t("runningNew")}</p>
      </header>
      {asked && <p>{said ? t(said === "aman" ? "saidSafe" : "saidHelp") : t("answerAsk")}</p>}
      {asked && !said && (
        <div class="halves">
          <Button kind="half" icon="check" onClick={() => answer("aman")}>{t("weSafe")}</Button>
          <Button kind="half" icon="alert" onClick={() => answer("butuh_bantuan")}>{t("weHelp")}</Button>
        </div>
      )}
      {mayCheck && <Button kind="half" icon="house" onClick={() => go(face.place!, "cek", alarm.id)}>{t("rollTitle")}</Button>}
      {sounding && !mayCheck && <button type="button" class="button half" onClick={onOpen}><span>{t("openAlarm")}</span><Icon name="forward" /></button>}
    </section>
  )
}
