// The same on a desk or a board, in a sheet.
import { Sheet } from "../../ui/Sheet"
import { t } from "../../words/told"
import { moment } from "../phone/text"
import type { Office } from "../wide/start"
import { ToldBar, ToldList, useTelling } from "./Told"

export function ToldSheet({ office, onClose }: { office: Office; onClose: () => void }) {
  const telling = useTelling(office.api, location.pathname === "/papan" ? "board" : "desk", true)
  const zone = office.account.time_zone
  return (
    <Sheet title={t("toldTitleWide")} hint={t("toldHint")} leave={t("toldClose")} open onClose={onClose}>
      <ToldList {...telling} api={office.api} when={(at) => moment(Date.parse(at), Date.now(), zone)} />
      <ToldBar {...telling} />
    </Sheet>
  )
}
