import { t } from "../../core/i18n"
import { Button, Empty, Screen } from "../../ui"
import { back, goInstead } from "./route"

/** A link that leads nowhere for this account; existence is never given away. */
export const Missing = () => (
  <Screen title={t("notFound")} back={back} bar={<Button kind="half" onClick={() => goInstead()}>{t("toHome")}</Button>}>
    <Empty title={t("notFound")}>{t("notFoundHint")}</Empty>
  </Screen>
)
