import { t } from "../../words/pages"
import { Button } from "../../ui/Button"
import { Empty } from "../../ui/Empty"
import { Screen } from "../../ui/Screen"
import { back, goInstead } from "./route"
import "./screens.css"

/** A link that leads nowhere for this account; existence is never given away. */
export const Missing = () => (
  <Screen title={t("notFound")} back={back} bar={<Button kind="half" onClick={() => goInstead()}>{t("toHome")}</Button>}>
    <Empty title={t("notFound")}>{t("notFoundHint")}</Empty>
  </Screen>
)
