// The lurah's table of strokes: one kind at a time, drawn as it will be beaten.
import { useState } from "preact/hooks"
import { Button } from "../../ui/Button"
import { Screen } from "../../ui/Screen"
import { homeOf, usePhone } from "../../screens/phone/context"
import { back } from "../../screens/phone/route"
import { t } from "../../words/alert"
import { beatDrum, unlock } from "./sound"
import { Playing } from "./Strokes"
import { groupsOf, isTitir, strokesSaid } from "./strokes"
import { useTable } from "./useTable"
import { alarmKinds, kindWord, usual } from "./words"
import "../../screens/phone/screens.css"
import "./alert.css"

export function SetStrokes() {
  const { phone, view } = usePhone()
  const table = useTable()
  const [kind, setKind] = useState<string>(alarmKinds[0]!)
  const [pattern, setPattern] = useState(table[kind]!)
  const [round, play] = useState<number | null>(null)
  const pick = (next: string) => {
    setKind(next)
    setPattern(table[next]!)
    play(null)
  }
  const titir = isTitir(pattern)
  const [each = 3, groups = 3] = titir ? [3, 3] : [groupsOf(pattern)[0], groupsOf(pattern).length]
  const of = (n: number, times: number) => Array(times).fill(n).join("-")
  const area = (view.account.grants.find(({ role }) => role === "lurah")?.area ?? view.area).split("/")[0]!
  const set = (body: Record<string, unknown>) => void phone.act({ service: "alert", move: "set_strokes", body: { area, kind, ...body }, title: `${t("drumChange")}: ${kindWord(kind)}` })
  const held = view.queue.some((entry) => entry.move === "set_strokes" && entry.state !== "sent")
  return (
    <Screen title={t("strokesTitle")} note={t("strokesHint")} back={back} lurik={homeOf(view).lurik}
      bar={<><Button kind="main" disabled={pattern === table[kind]} onClick={() => set({ pattern })}>{t("strokesSave")}</Button>{table[kind] !== usual[kind] && <Button kind="link" onClick={() => set({})}>{t("strokesUsual")}</Button>}</>}>
      <div class="picks">{alarmKinds.map((one) => <button key={one} type="button" class={one === kind ? "button pick on" : "button pick"} aria-pressed={one === kind} onClick={() => pick(one)}>{kindWord(one)}</button>)}</div>
      <div class="card drawn"><Playing strokes={pattern} round={round} /><p>{strokesSaid(pattern)}</p></div>
      {held && <p class="note" role="status">{t("strokesKept")}</p>}
      <h2>{t("strokesEach")}</h2>
      <div class="picks small">{[1, 2, 3, 4, 5, 6].map((n) => <button key={n} type="button" class={!titir && n === each ? "button pick on" : "button pick"} aria-pressed={!titir && n === each} onClick={() => setPattern(of(n, groups))}>{n}</button>)}</div>
      <h2>{t("strokesGroups")}</h2>
      <div class="picks small">{[1, 2, 3, 4].map((n) => <button key={n} type="button" class={!titir && n === groups ? "button pick on" : "button pick"} aria-pressed={!titir && n === groups} onClick={() => setPattern(of(each, n))}>{n}</button>)}</div>
      <Button kind="half" onClick={() => setPattern("titir")}>{t("strokesTitir")}</Button>
      <Button kind="half" icon="drum" onClick={() => void unlock().then(() => { play((round ?? 0) + 1); beatDrum(pattern) })}>{t("strokesTry")}</Button>
    </Screen>
  )
}
