// What the strokes mean here, and what else the kentongan offers to this person.
import { useState } from "preact/hooks"
import { holds } from "../../core/session"
import { Button } from "../../ui/Button"
import { Icon } from "../../ui/Icon"
import { Screen } from "../../ui/Screen"
import { Sheet } from "../../ui/Sheet"
import { homeOf, usePhone } from "../../screens/phone/context"
import { back, go } from "../../screens/phone/route"
import { t } from "../../words/alert"
import { Card } from "./Card"
import { face } from "./face"
import { Strokes } from "./Strokes"
import { strokesSaid } from "./strokes"
import { useTable } from "./useTable"
import { alarmKinds, areaWord, calmStrokes, kindWord } from "./words"
import "../../screens/phone/screens.css"
import "./alert.css"

export function Drums() {
  const { phone, view } = usePhone()
  const table = useTable()
  const [asking, ask] = useState(false)
  const duty = view.account.grants.find(({ role }) => ["rt_head", "rw_head", "lurah"].includes(role))
  const rollCall = () => {
    ask(false)
    void phone.act({ service: "alert", move: "roll_call", body: { area: duty!.area }, title: t("rollStart") })
  }
  const row = (kind: string, word: string, strokes: string) => <li key={kind}><Strokes strokes={strokes} groups={1} small /><b>{word}</b><span>{strokesSaid(strokes)}</span></li>
  return (
    <Screen title={t("drumTitle")} note={t("drumHint")} back={back} lurik={homeOf(view).lurik}>
      <Card />
      <ul class="kinds">{alarmKinds.map((kind) => row(kind, kindWord(kind), table[kind]!))}{row("calm", t("drumCalm"), calmStrokes)}</ul>
      <article class="card">
        <button type="button" class="opener" onClick={() => go(face.place!, "pos")}><Icon name="drum" /><span><b>{t("drumPost")}</b><span class="note">{t("drumPostHint")}</span></span><Icon name="forward" /></button>
      </article>
      {duty && <Button kind="half" icon="house" onClick={() => ask(true)}>{t("rollStart")}</Button>}
      {holds(view.account, ["lurah"]) && <Button kind="half" onClick={() => go(face.place!, "ketukan")}>{t("drumChange")}</Button>}
      {asking && <Sheet title={t("rollStartAsk", { place: areaWord(duty!.area) })} open onClose={() => ask(false)}><Button kind="main" onClick={rollCall}>{t("rollStart")}</Button></Sheet>}
    </Screen>
  )
}
