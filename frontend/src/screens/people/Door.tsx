// The way in of a phone that nobody uses right now, and several people know.
import type { Api } from "../../core/api"
import type { Store } from "../../core/store"
import { Button } from "../../ui/Button"
import { Screen } from "../../ui/Screen"
import { t } from "../../words/pocket"
import { addSomebody, Rows } from "./Rows"

export const Door = ({ api, store }: { api: Api; store: Store }) => (
  <Screen title={t("peopleTitle")} note={t("appName")} bar={<Button kind="half" icon="plus" onClick={addSomebody}>{t("peopleAdd")}</Button>}>
    <Rows api={api} store={store} here={null} />
  </Screen>
)
