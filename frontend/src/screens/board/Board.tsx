// A wall: a kelurahan's map, or above it the counts of all kelurahan. What the server sends decides which.
import { useEffect, useState } from "preact/hooks"
import { t } from "../../words/wall"
import { holds } from "../../core/session"
import { minuteOfDay } from "../../core/time"
import { Button, LinkButton } from "../../ui/Button"
import { Loading } from "../../ui/Empty"
import { Lurik } from "../../ui/Lurik"
import { paintTheme, startTheme, wallTheme } from "../../ui/theme"
import { NoDuty } from "../wide/Entry"
import { MenuSheet } from "../wide/MenuSheet"
import type { Office } from "../wide/start"
import { StatusLine } from "../wide/StatusLine"
import { useLive } from "../wide/useLive"
import type { CityProps } from "./City"
import type { Board as Picture } from "../../core/wire"
import type { ScreensProps } from "./Screens"
import type { ChooseProps, ThenProps } from "./Then"
import { lazily, nothing } from "../phone/lazily"
import { Kelurahan } from "./Kelurahan"

// Who sees counts from above, and who hangs up a screen, fetch what that takes; a kelurahan's wall does not.
const City = lazily<CityProps>(() => import("./City").then((it) => it.City), () => <div class="board"><h1 class="unseen">{t("opening")}</h1><main class="map"><Loading label={t("opening")} cards={3} /></main></div>)
const Screens = lazily<ScreensProps>(() => import("./Screens").then((it) => it.Screens), nothing)
// So does who asks how it was.
const Choose = lazily<ChooseProps>(() => import("./Then").then((it) => it.Choose), nothing)
const Then = lazily<ThenProps>(() => import("./Then").then((it) => it.Then), nothing)

const farSlot = "jt.far"
/** A desk's way to the choice of an hour. */
const thenPlace = "#keadaan"

export function Board({ office }: { office: Office }) {
  const { live, skew, provenAt, proof, refused } = useLive(office)
  const [menu, setMenu] = useState(false)
  const [screens, hang] = useState(false)
  const [choosing, choose] = useState(location.hash === thenPlace)
  const [then, show] = useState<Picture | null>(null)
  const [far, setFar] = useState(() => localStorage.getItem(farSlot) === "1")
  const zone = office.account.time_zone

  // A wall turns dark by its own city's hour, unless somebody chose.
  useEffect(() => {
    startTheme(() => wallTheme(minuteOfDay(Date.now() + skew, zone)))
    const timer = setInterval(paintTheme, 60_000)
    return () => clearInterval(timer)
  }, [skew, zone])

  useEffect(() => {
    const turned = () => choose(location.hash === thenPlace)
    addEventListener("hashchange", turned)
    return () => removeEventListener("hashchange", turned)
  }, [])

  const chosen = (picture: Picture | null) => {
    if (picture) show(picture)
    choose(false)
    history.replaceState(null, "", location.pathname + location.search)
  }
  const turn = () => {
    localStorage.setItem(farSlot, far ? "0" : "1")
    setFar(!far)
    setMenu(false)
  }
  const { board } = live
  const inside = board !== null && board.area.split(".").length === 4
  const hosts = inside && holds(office.account, ["lurah"], board.area)
  const wide = { office, live, skew, provenAt, proof, onMenu: () => setMenu(true) }
  return (
    <>
      <Lurik rw={null} rt={null} />
      {!board ? (
        <div class="board">{!refused && <h1 class="unseen">{t("opening")}</h1>}<main class="map">{refused ? <NoDuty /> : <Loading label={t("opening")} cards={3} />}</main><StatusLine live={live} skew={skew} provenAt={provenAt} proof={proof} zone={zone} /></div>
      ) : board.area.split(".").length < 4 ? (
        <City {...wide} board={board} />
      ) : (
        <Kelurahan {...wide} board={board} far={far} {...(then ? { instead: <Then office={office} board={then} far={far} onChoose={() => choose(true)} onNow={() => show(null)} /> } : {})} />
      )}
      <MenuSheet office={office} open={menu} onClose={() => setMenu(false)}>
        <Button kind="half" onClick={turn}>{t(far ? "nearMode" : "farMode")}</Button>
        {inside && <Button kind="half" onClick={() => { setMenu(false); choose(true) }}>{t("thenMenu")}</Button>}
        {hosts && <Button kind="half" onClick={() => { setMenu(false); hang(true) }}>{t("screens")}</Button>}
        {hosts && <LinkButton kind="half" href="/masuk#siap/cetak">{t("setUp")}</LinkButton>}
        <LinkButton kind="half" href="/meja">{t("desk")}</LinkButton>
      </MenuSheet>
      {/* Which day it is here is known once the server has answered; a device may believe another. */}
      {choosing && inside && live.cursor && <Choose office={office} area={board.area} now={Date.now() + skew} onChosen={chosen} onClose={() => chosen(null)} />}
      {screens && board && <Screens office={office} area={board.area.split("/")[0]!} now={Date.now() + skew} onClose={() => hang(false)} />}
    </>
  )
}
