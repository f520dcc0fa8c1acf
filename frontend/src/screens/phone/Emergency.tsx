// Numbers that help now. They are part of the page, so they need no network and no account; from here an alarm is two taps away.
import { t } from "../../core/i18n"
import { Button, LinkButton } from "../../ui/Button"
import { Screen } from "../../ui/Screen"
import { urgentPage } from "./catalogue"
import { usePhone } from "./context"
import { back, go } from "./route"

const numbers = [
  ["112", "call112"],
  ["119", "call119"],
  ["113", "call113"],
  ["110", "call110"],
] as const

export function Emergency() {
  const page = urgentPage(usePhone().view)
  return (
    <Screen
      title={t("emergencyTitle")}
      note={t("emergencyHint")}
      back={back}
      bar={numbers.map(([number, word]) => (
        <p key={number} class="wide"><LinkButton kind="danger" href={"tel:" + number} icon="phone">{t(word)}</LinkButton></p>
      ))}
    >
      <p>{t("emergencyAfter")}</p>
      {page && <Button kind="half" icon="drum" onClick={() => go(...page, "tanya")}>{t("soundAlarm")}</Button>}
    </Screen>
  )
}
