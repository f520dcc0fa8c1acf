// Numbers that help now. They are part of the page, so they need no network and no account.
import { t } from "../../core/i18n"
import { LinkButton } from "../../ui/Button"
import { Screen } from "../../ui/Screen"
import { back } from "./route"

const numbers = [
  ["112", "call112"],
  ["119", "call119"],
  ["113", "call113"],
  ["110", "call110"],
] as const

export const Emergency = () => (
  <Screen
    title={t("emergencyTitle")}
    note={t("emergencyHint")}
    back={back}
    bar={numbers.map(([number, word]) => (
      <p key={number} class="wide"><LinkButton kind="danger" href={"tel:" + number} icon="phone">{t(word)}</LinkButton></p>
    ))}
  >
    <p>{t("emergencyAfter")}</p>
  </Screen>
)
