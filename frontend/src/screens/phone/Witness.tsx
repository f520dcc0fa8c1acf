// Two-key closing by a neighbour's word: the holder shows a code, another household's phone opens it and says what it saw.
import { t } from "../../words/duty"
import { caseNumber } from "../../services/face"
import { Button } from "../../ui/Button"
import { Empty } from "../../ui/Empty"
import { Screen } from "../../ui/Screen"
import { homeOf, usePhone } from "./context"
import { moveOf } from "./catalogue"
import { Qr } from "./Qr"
import { back, goInstead, link } from "./route"
import "./screens.css"

/** On the holder's screen: the case's id as a picture that any phone camera opens. */
export function AskWitness({ id }: { id: string }) {
  const { view } = usePhone()
  return (
    <Screen title={t("witnessShow")} note={caseNumber(id)} back={back} lurik={homeOf(view).lurik}>
      <p>{t("witnessHint")}</p>
      <Qr text={location.origin + "/" + link("saksi", id)} label={caseNumber(id)} />
    </Screen>
  )
}

/** On the neighbour's phone. It reads nothing of the case: the id is all it knows. */
export function BeWitness({ id }: { id: string }) {
  const { phone, view } = usePhone()
  const said = view.queue.find((entry) => entry.case === id && entry.move === "witness")
  const title = moveOf(view.services, "aid", "witness")?.title ?? t("witnessTitle")
  const say = () => void phone.act({ service: "aid", move: "witness", body: { case: id }, title: `${title}: ${caseNumber(id)}`, case: id })
  const bar = said ? <Button kind="half" onClick={() => goInstead("beranda")}>{t("toHome")}</Button> : <Button kind="main" icon="check" onClick={say}>{t("witnessText")}</Button>
  return (
    <Screen title={t("witnessTitle")} note={caseNumber(id)} back={back} lurik={homeOf(view).lurik} bar={bar}>
      <Empty title={caseNumber(id)}>{said?.state === "refused" ? (said.why?.detail ?? "") : said ? t(said.state === "sent" ? "witnessSent" : "witnessDone") : t("witnessText")}</Empty>
    </Screen>
  )
}
