// News on this device: whether it comes, when, where else, and what became of the last. Drawn alike on a phone's page and a desk's sheet.
import { useEffect, useState } from "preact/hooks"
import type { Api } from "../../core/api"
import { keepQuiet, tellNoMore, toldOf, type Place, type Told } from "../../core/told"
import { Button } from "../../ui/Button"
import { Drum } from "../../ui/Drum"
import { Loading } from "../../ui/Empty"
import { Icon } from "../../ui/Icon"
import { t, type Word } from "../../words/told"
import { deviceName } from "../phone/own/device"
import { standing, turnOff, turnOn, type Standing } from "./browser"
import { hoursOf, momentsOf, quietChoices, whyWord } from "./facts"
import "./told.css"

export type Telling = {
  told: Told | null
  here: Standing | null
  failed: boolean
  turn: (on: boolean) => Promise<void>
  change: (work: Promise<unknown>) => Promise<void>
}

/** What the server knows, and what this browser can. */
export function useTelling(api: Api, app: Place["app"], round: unknown): Telling {
  const [told, setTold] = useState<Told | null>(null)
  const [here, setHere] = useState<Standing | null>(null)
  const [failed, setFailed] = useState(false)
  const read = async () => {
    const [found, able] = await Promise.all([toldOf(api), standing()])
    setTold(found)
    // A browser that has an address the server does not know hears nothing.
    setHere(able === "on" && !found.devices.some((one) => one.current) ? "off" : able)
  }
  const change = async (work: Promise<unknown>) => {
    setFailed(false)
    await work.then(read).catch(() => setFailed(true))
  }
  const turn = async (on: boolean) => {
    const device = told?.devices.find((one) => one.current)
    if (on && told) return change(turnOn(api, told.key, app))
    return change(Promise.all([turnOff(), device && tellNoMore(api, device.id)]))
  }
  useEffect(() => void change(Promise.resolve()), [round])
  return { told, here, failed, turn, change }
}

type Props = Telling & { api: Api; when: (at: string) => string; onCase?: ((id: string) => void) | undefined }

export function ToldList({ told, here, failed, api, change, when, onCase }: Props) {
  if (!told || !here) return failed ? <p>{t("toldUnread")}</p> : <Loading label={t("loading")} />
  const device = told.devices.find((one) => one.current)
  return (
    <div class="told">
      <Here here={here} last={device?.sent_at ? when(device.sent_at) : null} />
      {failed && <p class="why" role="alert"><Icon name="alert" size="1.25em" /><span>{t("toldFailed")}</span></p>}
      <h2>{t("toldWhen")}</h2>
      <dl class="card rows facts">
        {hoursOf.map(([what, hour]) => <div key={what}><dt>{t(what)}</dt><dd>{t(hour)}</dd></div>)}
      </dl>
      <h2 id="quiet">{t("toldQuiet")}</h2>
      <p class="note">{t("toldQuietHint")}</p>
      <div class="picks" role="group" aria-labelledby="quiet">
        {quietChoices(told.quiet).map(({ from, until, on }) => (
          <button key={from + "-" + until} type="button" class={on ? "button pick on" : "button pick"} aria-pressed={on} onClick={() => void change(keepQuiet(api, { from, until }))}>
            {from === until ? t("toldQuietNone") : t("toldQuietHours", { from: pad(from), until: pad(until) })}
          </button>
        ))}
      </div>
      {told.devices.length > 0 && <h2>{t("toldDevices")}</h2>}
      {told.devices.length > 0 && (
        <ul class="card rows">
          {told.devices.map((one) => {
            const name = deviceName(one.device) || t("toldOther")
            return (
              <li key={one.id} class="device">
                <span><b>{name}</b><span class="note">{[one.current && t("toldHere"), one.sent_at && t("toldSent", { time: when(one.sent_at) })].filter(Boolean).join(" · ")}</span></span>
                {!one.current && (
                  <button type="button" class="button half" aria-label={t("toldEndNamed", { device: name })} onClick={() => void change(tellNoMore(api, one.id))}>
                    <span>{t("toldEnd")}</span>
                  </button>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {told.notices.length > 0 && <h2>{t("toldNotices")}</h2>}
      {told.notices.length > 0 && (
        <ul class="card rows">
          {told.notices.slice(0, 8).map((one, i) => {
            const row = <span><b>{t(whyWord[one.why])}</b><span class="note">{momentsOf(one, when).join(" · ")}</span></span>
            return <li key={i}>{onCase ? <button type="button" class="opener" onClick={() => onCase(one.case)}>{row}<Icon name="forward" /></button> : row}</li>
          })}
        </ul>
      )}
    </div>
  )
}

const pad = (hour: number): string => String(hour).padStart(2, "0")

const said: Record<Exclude<Standing, "on">, readonly [Word, Word]> = {
  off: ["toldOff", "toldOffHint"], denied: ["toldDenied", "toldDeniedHint"], home: ["toldHome", "toldHomeHint"], none: ["toldNone", "toldNoneHint"],
}

function Here({ here, last }: { here: Standing; last: string | null }) {
  const [what, hint] = here === "on" ? [t("toldOn"), last ? t("toldLast", { time: last }) : t("toldNever")] : said[here].map((word) => t(word))
  return (
    <div class="card here" role="status">
      <Drum step={here === "on" ? "done" : "unsent"} />
      <p><b>{what}</b><span class="note">{hint}</span></p>
    </div>
  )
}

/** What can be done here: one verb, or none. */
export function ToldBar({ here, told, turn }: Telling) {
  if (!told || (here !== "on" && here !== "off")) return null
  return here === "off" ? <Button kind="main" onClick={() => void turn(true)}>{t("toldTurnOn")}</Button> : <Button kind="half" onClick={() => void turn(false)}>{t("toldTurnOff")}</Button>
}
