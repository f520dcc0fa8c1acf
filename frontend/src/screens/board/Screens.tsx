// The screens that a lurah hung up in the lobby: make a link, see which are on, take one down.
import { useEffect, useState } from "preact/hooks"
import { closeKiosk, kiosksOf, newKiosk } from "../../core/walls"
import type { Kiosk } from "../../core/wire"
import { Problem } from "../../core/problem"
import { Button } from "../../ui/Button"
import { Icon } from "../../ui/Icon"
import { Sheet } from "../../ui/Sheet"
import { t } from "../../words/wall"
import { moment } from "../phone/text"
import type { Office } from "../wide/start"

export type ScreensProps = { office: Office; area: string; now: number; onClose: () => void }

export function Screens({ office, area, now, onClose }: ScreensProps) {
  const zone = office.account.time_zone
  const [list, set] = useState<Kiosk[] | null>(null)
  const [made, make] = useState<Kiosk | null>(null)
  const [copied, copy] = useState(false)
  const [trouble, say] = useState("")
  const read = () => kiosksOf(office.api, area).then(set)
  /** One act, then the list as the server has it; what goes wrong is said and nothing else changes. */
  const act = (work: Promise<unknown>) =>
    void work.then(read).then(() => say(""), (problem) => say(problem instanceof Problem ? problem.message : t("unreachable")))
  useEffect(() => act(Promise.resolve()), [])
  const link = made?.code ? `${location.origin}/papan#lobi/${made.code}` : ""
  const stands = (one: Kiosk) =>
    one.opened_at ? t("screenOn", { time: moment(Date.parse(one.opened_at), now, zone) }) : t("screenWaits", { time: moment(Date.parse(one.until), now, zone) })
  return (
    <Sheet title={t("screens")} hint={t("screensHint")} leave={t("close")} open onClose={onClose}>
      {trouble && <p class="why" role="alert"><Icon name="alert" /><span>{trouble}</span></p>}
      {made && (
        <div class="openstrip" role="status">
          <p>{t("screenLink")} {t("screenUntil", { time: moment(Date.parse(made.until), now, zone) })}</p>
          <p class="link"><b>{link}</b></p>
          <Button kind="half" onClick={() => void navigator.clipboard?.writeText(link).then(() => copy(true), () => undefined)}>{t(copied ? "copied" : "copyLink")}</Button>
        </div>
      )}
      {list?.length === 0 && <p class="note">{t("screensNone")}</p>}
      <ul class="screens">
        {list?.map((one) => (
          <li key={one.id}>
            <span>{stands(one)}</span>
            <button type="button" class="button half" aria-label={t("screenOffOf", { since: stands(one) })} onClick={() => { if (made?.id === one.id) make(null); act(closeKiosk(office.api, one.id)) }}><span>{t("screenOff")}</span></button>
          </li>
        ))}
      </ul>
      <Button kind="main" onClick={() => { copy(false); act(newKiosk(office.api, area).then(make)) }}>{t("screenNew")}</Button>
    </Sheet>
  )
}
