// Raising an alarm: the kind by its strokes, five seconds to call it off, then the outbox. What nobody has heard yet is never called sounding.
import { useEffect, useRef, useState } from "preact/hooks"
import { mend } from "../../core/mend"
import { placeName, withoutHouse } from "../../core/area"
import { Button, LinkButton } from "../../ui/Button"
import { Icon } from "../../ui/Icon"
import { Screen } from "../../ui/Screen"
import { Sheet } from "../../ui/Sheet"
import { homeOf, usePhone } from "../../screens/phone/context"
import { back, go, goInstead } from "../../screens/phone/route"
import { useNow } from "../../screens/phone/signal"
import { hour } from "../../screens/phone/text"
import { t } from "../../words/alert"
import { face } from "./face"
import { countdown, goodFor, standingOf, type Standing } from "./raising"
import { Strokes } from "./Strokes"
import { strokesSaid } from "./strokes"
import { useTable } from "./useTable"
import { alarmKinds, callsFor, kindCall, kindWord, whereWord } from "./words"
import "../../screens/phone/screens.css"
import "./alert.css"

/** An alarm is raised in an RT: the own one, else the one this person heads. */
export function raiseArea(account: { household: string | null | undefined; grants: readonly { area: string }[] }): string | undefined {
  return [account.household ? withoutHouse(account.household) : "", ...account.grants.map(({ area }) => area)].find((area) => /\/RT\d+$/.test(area))
}

export function Raise({ ask }: { ask: boolean }) {
  const { phone, view } = usePhone()
  const now = useNow(200) + view.drift
  const table = useTable()
  const [asking, setAsking] = useState(ask)
  const stop = useRef<HTMLButtonElement>(null)
  // An alarm that was sent before this page was opened is no business of this page.
  const [since] = useState(() => Date.now() + view.drift)
  const standing = standingOf(view.queue.filter((entry) => entry.state !== "sent" || entry.storedAt >= since), now, view.online)
  const area = raiseArea(view.account)
  const counting = standing.kind === "counting"
  useEffect(() => { if (counting) stop.current?.focus() }, [counting])
  useEffect(() => { if (standing.kind === "sent") goInstead("beranda") }, [standing.kind])

  const withdraw = async () => {
    if (standing.kind !== "none") await phone.outbox.withdraw(standing.entry.key)
  }
  const choose = async (kind: string) => {
    if (!area) return
    await withdraw()
    await phone.act({ service: "alert", move: face.urgent!.move, body: { area, kind }, title: `${t("raiseTitle")}: ${kindWord(kind)}`, goodFor: goodFor }, countdown)
  }
  const frame = { title: t("raiseTitle"), lurik: homeOf(view).lurik, ...(area ? { note: t("heardIn", { place: whereWord(area, area) }) } : {}) }
  if (!area) return <Screen {...frame} back={back} bar={<Button kind="half" icon="phone" onClick={() => goInstead("darurat")}>{t("raiseNumbers")}</Button>}><p>{t("raiseNowhere")}</p></Screen>
  if (standing.kind === "unsent" || standing.kind === "old" || standing.kind === "refused") return <Unheard standing={standing} area={area} />
  const chosen = standing.kind === "none" ? null : String(standing.entry.body["kind"])
  return (
    <Screen
      {...frame}
      back={() => void withdraw().then(back)}
      bar={
        standing.kind === "counting" ? (
          <>
            <div class="countdown wide">
              <b class="figure" aria-hidden="true">{standing.left}</b>
              <div>
                <p role="status"><b>{t("raiseSoon", { kind: kindCall(chosen!) })}</b></p>
                <span class="wood"><span class="slit"><span class="light" style={{ width: `${Math.max(4, Math.min(100, (1 - (standing.entry.notBefore - now) / countdown) * 100))}%` }} /></span></span>
              </div>
            </div>
            <button ref={stop} type="button" class="button call-off wide" onClick={() => void withdraw()}><span>{t("raiseStop")}</span></button>
          </>
        ) : standing.kind === "none" ? (
          <Button kind="half" icon="phone" onClick={() => go("darurat")}>{t("raiseNumbers")}</Button>
        ) : (
          <p class="wide" role="status"><b>{t("raiseSending")}</b></p>
        )
      }
    >
      <div class="kinds">
        {alarmKinds.map((kind) => (
          <button key={kind} type="button" class={kind === chosen ? "on" : undefined} aria-pressed={kind === chosen} onClick={() => void choose(kind)}>
            <Strokes strokes={table[kind]!} groups={1} small />
            <b>{kindWord(kind)}</b>
            <span>{strokesSaid(table[kind]!)}</span>
          </button>
        ))}
      </div>
      {asking && (
        <Sheet title={t("raiseAsk", { place: placeName(area) })} hint={t("raiseAskHint")} open onClose={() => setAsking(false)} leave={t("raiseStop")}>
          <Button kind="main" icon="drum" onClick={() => setAsking(false)}>{t("raiseYes")}</Button>
        </Sheet>
      )}
    </Screen>
  )
}

/** The truth where no drum was heard: what is stored, whom to call, and whether it shall still go out. */
function Unheard({ standing, area }: { standing: Extract<Standing, { kind: "unsent" | "old" | "refused" }>; area: string }) {
  const { phone, view } = usePhone()
  const { entry } = standing
  const kind = String(entry.body["kind"])
  const old = standing.kind === "old"
  const text = t("smsText", { kind: kindCall(kind).toUpperCase(), place: placeName(view.account.household ?? area) })
  const head = (view.account.numbers ?? [])[1] ?? view.account.numbers?.[0]
  const [first, ...others] = callsFor(kind)
  const drop = () => void phone.outbox.withdraw(entry.key).then((gone) => gone && goInstead("beranda"))
  const maybe = standing.kind !== "refused" && standing.maybe
  return (
    <Screen
      title={t(old ? "raiseOld" : standing.kind === "refused" ? "raiseRefused" : "raiseUnsent")}
      note={`${kindWord(kind)} · ${whereWord(area, area)}`}
      back={() => goInstead("beranda")}
      lurik={homeOf(view).lurik}
      bar={
        <>
          {old && <Button kind="main" icon="drum" onClick={() => void mend(phone.outbox, entry.key, entry.body)}>{t("raiseOldYes")}</Button>}
          {!old && <p class="wide"><LinkButton kind="main" href={"tel:" + first!.tel} icon="phone">{t(first!.word)}</LinkButton></p>}
          {!old && others.slice(0, 2).map(({ tel, word }) => <LinkButton key={tel} kind="half" href={"tel:" + tel} icon="phone">{t(word)}</LinkButton>)}
          {!old && <LinkButton kind="half" href={`sms:${head?.tel ?? ""}?&body=${encodeURIComponent(text)}`} icon="message">{t("smsHead")}</LinkButton>}
          {maybe ? <p class="note wide">{t("raiseMaybe")}</p> : <Button kind="half" onClick={drop}>{t(old ? "raiseOldNo" : "raiseStop")}</Button>}
        </>
      }
    >
      <div class="unheard" role="alert">
        <Icon name={standing.kind === "refused" ? "alert" : "silent"} size="2rem" />
        {old ? <p>{t("raiseOldText", { time: hour(entry.storedAt, view.zone) })}</p> : standing.kind === "refused" ? <p>{standing.why}</p> : <p><b>{t("raiseUnsentText")}</b><br />{t("raiseUnsentNext")}</p>}
      </div>
    </Screen>
  )
}
