// Kentongan pos ronda: an old phone wired to the post's speaker. It stays awake, says that it listens, and beats when an alarm comes.
import { useEffect, useRef, useState } from "preact/hooks"
import { placeName, plateLines } from "../../core/area"
import { hourMinute } from "../../core/time"
import { Button } from "../../ui/Button"
import { Lurik } from "../../ui/Lurik"
import { Plate } from "../../ui/Plate"
import { Connection, homeOf, usePhone } from "../../screens/phone/context"
import { back } from "../../screens/phone/route"
import { hour } from "../../screens/phone/text"
import { t } from "../../words/alert"
import type { Alarm } from "./ring"
import { beatDrum, unlock } from "./sound"
import { Playing } from "./Strokes"
import { strokesSaid } from "./strokes"
import { useAlarms } from "./useAlarms"
import { actWord, byWord, kindCall, reachWord, whereWord } from "./words"
import "../../screens/phone/screens.css"
import "./alert.css"

/** A post beats again and again until it is calm: whoever sleeps must hear it. */
const again = 45_000

type Lock = { release: () => Promise<void> }

/** Keeps the screen on while the post is on watch; comes back after the page was hidden. */
function useAwake(on: boolean): boolean {
  const [awake, set] = useState(false)
  useEffect(() => {
    if (!on) return
    let lock: Lock | null = null
    let gone = false
    const ask = async () => {
      if (document.visibilityState !== "visible") return
      lock = await navigator.wakeLock?.request("screen").catch(() => null) ?? null
      if (gone) return void lock?.release()
      set(lock !== null)
    }
    void ask()
    document.addEventListener("visibilitychange", ask)
    return () => {
      gone = true
      document.removeEventListener("visibilitychange", ask)
      void lock?.release()
    }
  }, [on])
  return awake
}

export function Post() {
  const { view } = usePhone()
  const { now, alarms } = useAlarms()
  const [on, start] = useState(false)
  const awake = useAwake(on)
  const { lurik } = homeOf(view)
  const alarm = alarms.find(({ state }) => state === "sounding")
  const begin = () => void unlock().then(() => {
    start(true)
    void document.documentElement.requestFullscreen?.().catch(() => undefined)
  })
  const leave = () => {
    void document.exitFullscreen?.().catch(() => undefined)
    back()
  }
  if (on && alarm) return <Loud alarm={alarm} />
  return (
    <div class="screen post">
      <Lurik rw={lurik.rw} rt={lurik.rt} />
      <main>
        <Plate lines={plateLines(view.area)} />
        <h1>{t("postTitle", { place: placeName(view.area) })}</h1>
        <p class="time">{hourMinute(now, view.zone)}</p>
        <p class="line"><Connection view={view} now={now} /></p>
        <p>{on ? t("postQuiet") + ". " + t("postReady") + "." : t("postStartHint")}</p>
        {on && <p class="note">{t(awake ? "postAwake" : "postSleepy")}</p>}
      </main>
      <footer class="bar">{on ? <Button kind="half" onClick={leave}>{t("postLeave")}</Button> : <><Button kind="main" icon="drum" onClick={begin}>{t("postStart")}</Button><Button kind="link" onClick={leave}>{t("back")}</Button></>}</footer>
    </div>
  )
}

function Loud({ alarm }: { alarm: Alarm }) {
  const { view } = usePhone()
  const [round, next] = useState(0)
  const [muted, mute] = useState(false)
  const title = useRef<HTMLHeadingElement>(null)
  const strokes = alarm.told.strokes ?? "titir"
  useEffect(() => title.current?.focus(), [])
  useEffect(() => {
    if (muted) return
    const stop = beatDrum(strokes, false)
    const timer = setTimeout(() => next((n) => n + 1), again)
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [round, muted, strokes])
  return (
    <main class="full alarm post">
      <Playing strokes={strokes} round={muted ? null : round} />
      <p>{t("beaten", { strokes: strokesSaid(strokes) })} · {t("heardIn", { place: reachWord(alarm) })}</p>
      <h1 ref={title} tabIndex={-1}><span class="what">{kindCall(alarm.told.kind)}</span> <span>{whereWord(alarm.area, view.area)}</span></h1>
      <p class="act">{actWord(alarm.told)}</p>
      <p>{t("from", { who: byWord(alarm.told), time: hour(Date.parse(alarm.opened_at), view.zone) })}</p>
      <div class="answers"><Button kind="half" onClick={() => mute(!muted)}>{t(muted ? "unmute" : "mute")}</Button></div>
    </main>
  )
}
