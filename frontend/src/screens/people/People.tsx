// Handing the phone on, from the menu or from news that was meant for somebody else on it.
import { useEffect } from "preact/hooks"
import { Button } from "../../ui/Button"
import { Screen } from "../../ui/Screen"
import { t } from "../../words/pocket"
import { homeOf, usePhone, useTown } from "../phone/context"
import { back, goInstead, link } from "../phone/route"
import { QueueStrip } from "../phone/Strips"
import { addSomebody, Rows } from "./Rows"

export function People({ wanted, to = [] }: { wanted?: string; to?: readonly string[] }) {
  const { phone, view } = usePhone()
  const now = useTown()
  const mine = wanted === view.account.id
  useEffect(() => {
    if (mine) goInstead(...to)
  }, [mine])
  return (
    <Screen title={t("peopleTitle")} back={back} lurik={homeOf(view).lurik} strip={<QueueStrip view={view} now={now} />} bar={<Button kind="half" icon="plus" onClick={addSomebody}>{t("peopleAdd")}</Button>}>
      {!mine && <Rows api={phone.api} store={phone.base} here={view.account.id} {...(wanted ? { wanted, to: link(...to) } : {})} />}
    </Screen>
  )
}
