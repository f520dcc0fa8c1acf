// Paper forms to print: one page for each matter that somebody without a phone may tell.
import { useState } from "preact/hooks"
import { placeName } from "../../../core/area"
import { Button } from "../../../ui/Button"
import { Loading } from "../../../ui/Empty"
import { Screen } from "../../../ui/Screen"
import { t } from "../../../words/office"
import { homeOf, usePhone } from "../context"
import { back } from "../route"
import { Choose } from "./Choose"
import { filings } from "./filings"
import { PaperForm } from "./PaperForm"
import { writers } from "./posts"
import { Mini, Printing } from "./Printing"
import { useRts } from "./useRts"

const all = "all"

export function Forms() {
  const { view } = usePhone()
  const rts = useRts(writers(view.account))
  const [chosenRt, setRt] = useState("")
  const rt = rts.includes(chosenRt) ? chosenRt : (rts[0] ?? view.area)
  const found = filings(view.services, view.account)
  const [chosen, choose] = useState(all)
  const picked = chosen === all ? found : found.filter(({ id }) => id === chosen)
  const frame = { title: t("formsTitle"), note: placeName(rt), back, lurik: homeOf(view).lurik }
  if (!picked[0]) return <Screen {...frame}><Loading label={t("loading")} /></Screen>
  const screen = (
    <Screen {...frame} bar={<Button kind="main" onClick={() => print()}>{t("slipsPrint", { n: picked.length })}</Button>}>
      <p>{t("formsText")}</p>
      {rts.length > 1 && <Choose long label={t("formsRt")} options={rts.map((area) => ({ id: area, title: placeName(area) }))} chosen={rt} onChoose={setRt} />}
      <Choose label={t("formsWhich")} chosen={chosen} onChoose={choose} options={[{ id: all, title: t("formsAll") }, ...found.map(({ id, title }) => ({ id, title }))]} />
      <Mini><PaperForm filing={picked[0]} rt={rt} /></Mini>
    </Screen>
  )
  return <Printing screen={screen} pages={picked.map((filing) => <PaperForm key={filing.id} filing={filing} rt={rt} />)} />
}
