// Kentongan on a neighbour's phone: strokes, what and where, one thing to do, and two answers large enough for a hand that shakes.
import { useEffect, useState } from "preact/hooks"
import { contains, withoutHouse } from "../../core/area"
import { holds } from "../../core/session"
import { Button, LinkButton } from "../../ui/Button"
import { Icon } from "../../ui/Icon"
import { usePhone } from "../../screens/phone/context"
import { go } from "../../screens/phone/route"
import { hour } from "../../screens/phone/text"
import { t } from "../../words/alert"
import { face } from "./face"
import { Full } from "./Full"
import { reachOf, saidOf, type Alarm, type Choice, type Kept } from "./ring"
import { beatDrum, canSound, unlock } from "./sound"
import { Playing } from "./Strokes"
import { strokesSaid, playLength } from "./strokes"
import { actWord, byWord, callsFor, kindCall, reachWord, whereWord } from "./words"

type Props = { alarm: Alarm; kept: Kept | undefined; remember: (step: Partial<Kept>) => void }

export function Sounding({ alarm, kept, remember }: Props) {
  const { phone, view } = usePhone()
  const { told } = alarm
  const strokes = told.strokes ?? "titir"
  const { household } = view.account
  const said = saidOf(household, view.mine, view.queue, alarm)
  const [changing, change] = useState(false)
  const [loud, setLoud] = useState(!kept?.muted && !said)
  const [heard, setHeard] = useState(canSound())

  // From now on this phone knows the alarm, also when it is closed in the middle.
  useEffect(() => { if (!kept) remember({}) }, [])
  useEffect(() => {
    if (!loud) return
    const stop = beatDrum(strokes)
    const done = setTimeout(() => setLoud(false), playLength(strokes))
    return () => {
      clearTimeout(done)
      stop()
    }
  }, [loud, strokes, heard])

  const answer = (choice: Choice) => {
    change(false)
    setLoud(false)
    const title = `${kindCall(told.kind)}: ${t(choice === "aman" ? "weSafe" : "weHelp")}`
    void phone.act({ service: alarm.service, move: "answer", body: { area: withoutHouse(household!), choice }, title })
  }
  const mute = () => {
    setLoud(false)
    remember({ muted: true })
  }
  const unmute = () => void unlock().then((open) => {
    setHeard(open)
    setLoud(true)
  })
  const leave = () => remember({ away: true, opened: false, muted: true })
  const own = household ?? view.area
  const mayCheck = holds(view.account, ["rt_head", "rw_head", "lurah", "staff", "kader", "volunteer"])
  const mayAnswer = Boolean(household && contains(reachOf(alarm), household))
  const [first] = callsFor(told.kind)
  const asking = mayAnswer && (!said || changing)
  return (
    <Full tone="alarm" titled="alarm-what" onLeave={leave}>
      <Playing strokes={strokes} round={loud ? "loud" : null} />
      <p>{t("beaten", { strokes: strokesSaid(strokes) })}{told.reach !== "rt" && " · " + t("heardIn", { place: reachWord(alarm) })}</p>
      <h1 id="alarm-what" tabIndex={-1}><span class="what">{kindCall(told.kind)}</span> <span>{whereWord(alarm.area, own)}</span></h1>
      <p class="act">{actWord(told)}</p>
      <p>{t("from", { who: byWord(told), time: hour(Date.parse(alarm.opened_at), view.zone) })}{told.echoes ? " " + t("echoed", { n: told.echoes }) : ""}</p>
      <div class="answers">
        {said && !changing && <Said said={said} unsent={view.queue.some((one) => one.service === alarm.service && one.move === "answer" && one.state !== "sent")} onChange={() => change(true)} />}
        {asking && <button type="button" class="button safe" onClick={() => answer("aman")}><Icon name="check" /><span>{t("weSafe")}</span></button>}
        {asking && <button type="button" class="button need" onClick={() => answer("butuh_bantuan")}><Icon name="alert" /><span>{t("weHelp")}</span></button>}
        {!asking && mayCheck && <Button kind="main" onClick={() => { leave(); go(face.place!, "cek", alarm.id) }}>{t("rollTitle")}</Button>}
        <LinkButton kind="half" href={"tel:" + first!.tel} icon="phone">{t(first!.word)}</LinkButton>
        {loud && heard ? <Button kind="half" onClick={mute}>{t("mute")}</Button> : <Button kind="half" onClick={unmute}>{t("unmute")}</Button>}
        {(said || !mayAnswer) && <Button kind="link" onClick={leave}>{t("putAwayAlarm")}</Button>}
      </div>
    </Full>
  )
}

const Said = ({ said, unsent, onChange }: { said: Choice; unsent: boolean; onChange: () => void }) => (
  <div class="said" role="status">
    <p><Icon name={said === "aman" ? "check" : "alert"} /><b>{t(said === "aman" ? "saidSafe" : "saidHelp")}</b></p>
    <p>{unsent ? t("saidKept") : t(said === "aman" ? "saidSafeNext" : "saidHelpNext")}</p>
    <Button kind="half" onClick={onChange}>{t("changeAnswer")}</Button>
  </div>
)
