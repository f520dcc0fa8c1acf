// Cek tiap rumah, in the hand of who goes from door to door: who needs help first, then the silent doors, the safe ones folded away.
import { useState } from "preact/hooks"
import { contains, houseNumber, placeName, plateLines } from "../../core/area"
import { holds } from "../../core/session"
import { Button } from "../../ui/Button"
import { Empty, Loading } from "../../ui/Empty"
import { Icon } from "../../ui/Icon"
import { Plate } from "../../ui/Plate"
import { Option, Sheet } from "../../ui/Sheet"
import { usePhone, useTown } from "../../screens/phone/context"
import { gate } from "../../screens/phone/gate"
import { back } from "../../screens/phone/route"
import { QueueStrip } from "../../screens/phone/Strips"
import { Screen } from "../../ui/Screen"
import { hour } from "../../screens/phone/text"
import { t } from "../../words/alert"
import { HoldButton } from "./HoldButton"
import { alarmsIn, minutes, reachOf, type Alarm } from "./ring"
import { rollOf, type Door } from "./roll"
import { Strokes } from "./Strokes"
import { useDoors } from "./useDoors"
import { kindCall, reachWord, whereWord } from "./words"
import "../../screens/phone/screens.css"
import "./alert.css"

const numberOf = (door: Door): string => gate(door.label) || houseNumber(door.area)
const nameOf = (door: Door): string => door.label || t("rollHouse", { n: houseNumber(door.area) })

/** "Slamet", "Bu Yuli": as they are called at the door. */
const shortName = (name: string): string => name.split(" ").slice(0, /^(Bu|Pak|Mas|Mbak) /.test(name) ? 2 : 1).join(" ")

export function RollPage({ id }: { id: string }) {
  const { view } = usePhone()
  const now = useTown()
  const alarms = alarmsIn(view.live?.board?.cases ?? [])
  const alarm = alarms.find((one) => one.id === id) ?? alarms[0]
  if (!alarm) return <Screen title={t("rollTitle")} back={back}>{view.live?.board ? <Empty title={t("rollOver")}>{t("rollOverHint")}</Empty> : <Loading label={t("loading")} />}</Screen>
  return <Roll key={alarm.id} alarm={alarm} now={now} />
}

/** The RTs an alarm reaches that this person may look after. */
function rtsOf(alarm: Alarm, view: ReturnType<typeof usePhone>["view"]): string[] {
  const reach = reachOf(alarm)
  const grants = view.account.grants.filter(({ role }) => role !== "resident").map(({ area }) => area)
  const known = [...new Set([alarm.area, ...(view.live?.board?.rts ?? []), ...grants])].filter((area) => /\/RT\d+$/.test(area))
  return known.filter((rt) => contains(reach, rt) && grants.some((grant) => contains(grant, rt))).sort()
}

function Roll({ alarm, now }: { alarm: Alarm; now: number }) {
  const { phone, view } = usePhone()
  const rts = rtsOf(alarm, view)
  const [picked, pick] = useState("")
  const rt = picked || (rts.includes(alarm.area) ? alarm.area : (rts[0] ?? ""))
  const { doors } = useDoors(rt)
  const [open, setOpen] = useState(false)
  const [at, stand] = useState<Door | null>(null)
  const [asking, ask] = useState(false)
  const n = minutes(alarm, now)
  const own = view.account.household ?? view.area
  const sounding = alarm.state === "sounding"
  const act = (move: string, body: Record<string, unknown>, title: string) => void phone.act({ service: alarm.service, move, body, title, ...(typeof body["case"] === "string" ? { case: body["case"] } : {}) })
  const ends = holds(view.account, ["rt_head", "rw_head", "lurah"], alarm.area)
  const wider = widerOf(alarm, view.account)
  const roll = doors && rollOf(doors, view.live?.board?.cases ?? [])
  // What this phone holds but has not sent yet stands on its doors at once.
  const held = (door: Door) => view.queue.some((entry) => entry.service === alarm.service && entry.state !== "sent" && entry.state !== "refused" && (entry.body["household"] === door.area || (door.case && entry.body["case"] === door.case.id)))
  return (
    <div class="screen roll">
      <header class={sounding ? "redhead" : "redhead calm"}>
        <button type="button" class="round" aria-label={t("back")} onClick={back}><Icon name="back" /></button>
        {alarm.told.strokes && <Strokes strokes={alarm.told.strokes} groups={1} small />}
        <p><b>{kindCall(alarm.told.kind)} {whereWord(alarm.area, own)}</b><br />{hour(Date.parse(alarm.opened_at), view.zone)} · {n > 0 ? t("runningFor", { n }) : t("runningNew")}</p>
      </header>
      <QueueStrip view={view} now={now} />
      <main class="scroll" tabIndex={0}>
        <div>
          <h1>{t("rollTitle")}{rts.length > 1 || rt !== alarm.area ? ", " + placeName(rt) : ""}</h1>
          {roll && <p class="note" role="status">{t("rollNote", { help: roll.counts.help, silent: roll.counts.silent })}</p>}
        </div>
        {rts.length > 1 && <div class="rts">{rts.map((one) => <button key={one} type="button" class={one === rt ? "button pick on" : "button pick"} aria-pressed={one === rt} onClick={() => pick(one)}>{plateLines(one)[0]}</button>)}</div>}
        {!roll && <Loading label={t("loading")} />}
        {roll && roll.help.length > 0 && (
          <ul class="card rows">
            {roll.help.map((door) => (
              <li key={door.area} class="needs">
                <Plate lines={[numberOf(door)]} />
                <div><b>{nameOf(door)}</b><span class="note">{t("rollHelp")}</span></div>
                <button type="button" class="round apart" aria-label={`${t("rollHelped")}: ${nameOf(door)}`} disabled={held(door)} onClick={() => stand(door)}><Icon name="check" /></button>
              </li>
            ))}
          </ul>
        )}
        {roll && (
          <>
            <div class="section"><h2>{t("rollSilent")}</h2><span class="note">{t("rollHouses", { n: roll.silent.length })}</span></div>
            {roll.silent.length + roll.knocking.length === 0 && <p>{t("rollNobody")}</p>}
            <div class="doors">
              {roll.knocking.map((door) => (
                <button key={door.area} type="button" class="door hand" disabled={held(door)} onClick={() => stand(door)}><b>{numberOf(door)}</b><span>{shortName(door.holder) || t("rollMine")}</span></button>
              ))}
              {roll.silent.map((door) => (
                <button key={door.area} type="button" class={held(door) ? "door hand" : "door"} disabled={held(door)} onClick={() => stand(door)}><b>{numberOf(door)}</b><span>{t(held(door) ? "rollMine" : "rollKnock")}</span></button>
              ))}
            </div>
            {roll.safe.length > 0 && (
              <button type="button" class="safes" aria-expanded={open} onClick={() => setOpen(!open)}><Icon name="check" /><b>{t("rollSafe", { n: roll.safe.length })}</b><span class="note">{t(open ? "rollHide" : "rollShow")}</span></button>
            )}
            {open && <p class="list">{roll.safe.map(numberOf).join(" · ")}</p>}
          </>
        )}
        {wider && <Button kind="half" icon="drum" onClick={() => act("widen", { case: alarm.id }, t("rollWiden", { place: reachWord(wider) }))}>{t("rollWiden", { place: reachWord(wider) })}</Button>}
        {ends && sounding && <Button kind="link" onClick={() => ask(true)}>{t("rollFalse")}</Button>}
      </main>
      {ends && <footer class="bar"><HoldButton icon="check" ask={t("rollCalmAsk")} yes={t("rollCalmYes")} onDone={() => { act("calm", { case: alarm.id }, t("drumCalm")); back() }}>{t("rollCalm")}</HoldButton></footer>}
      {at && <AtDoor door={at} onClose={() => stand(null)} onAct={(move, body, title) => { stand(null); act(move, body, title) }} rt={rt} />}
      {asking && (
        <Sheet title={t("rollFalseAsk")} hint={t("rollFalseHint")} open onClose={() => ask(false)}>
          <Button kind="main" onClick={() => { ask(false); act("false_alarm", { case: alarm.id }, t("rollFalse")); back() }}>{t("rollFalse")}</Button>
        </Sheet>
      )}
    </div>
  )
}

/** How far this person may carry it, if further than it sounds: heads to their RW, the lurah to the kelurahan. */
function widerOf(alarm: Alarm, account: Parameters<typeof holds>[0]): Alarm | null {
  if (alarm.state !== "sounding") return null
  const at = (reach: string): Alarm => ({ ...alarm, told: { ...alarm.told, reach } })
  if (holds(account, ["lurah"], alarm.area)) return alarm.told.reach === "kelurahan" ? null : at("kelurahan")
  return alarm.told.reach === "rt" && /\/RW\d+/.test(alarm.area) && holds(account, ["rt_head", "rw_head"], alarm.area) ? at("rw") : null
}

type DoorProps = { door: Door; rt: string; onClose: () => void; onAct: (move: string, body: Record<string, unknown>, title: string) => void }

/** One door: taken in hand, then what was found behind it. */
function AtDoor({ door, rt, onClose, onAct }: DoorProps) {
  const name = nameOf(door)
  const { case: one } = door
  if (one?.state === "help")
    return <Sheet title={t("rollHelpedAsk")} hint={name} open onClose={onClose}><Button kind="main" onClick={() => onAct("helped", { case: one.id }, `${t("rollHelped")}: ${name}`)}>{t("rollHelped")}</Button></Sheet>
  if (one?.state === "knocking")
    return (
      <Sheet title={t("rollFoundAsk")} hint={[name, door.holder && t("rollBy", { name: door.holder })].filter(Boolean).join(". ")} open onClose={onClose}>
        <Option onClick={() => onAct("found", { case: one.id, choice: "aman" }, `${t("rollFoundSafe")}: ${name}`)}>{t("rollFoundSafe")}</Option>
        <Option onClick={() => onAct("found", { case: one.id, choice: "butuh_bantuan" }, `${t("rollFoundHelp")}: ${name}`)}>{t("rollFoundHelp")}</Option>
      </Sheet>
    )
  return <Sheet title={t("rollKnockAsk")} hint={`${name}. ${t("rollKnockHint")}`} open onClose={onClose}><Button kind="main" onClick={() => onAct("knock", { area: rt, household: door.area }, `${t("rollKnock")}: ${name}`)}>{t("rollKnockYes")}</Button></Sheet>
}
