// The page of a report that has not reached the server: what is safe, what comes, and the way to take it back.
import { useState } from "preact/hooks"
import { t } from "../../words/pocket"
import { isFree, type Entry } from "../../core/outbox"
import { Button } from "../../ui/Button"
import { Screen } from "../../ui/Screen"
import { Timeline } from "../../ui/Timeline"
import { momentsBefore } from "./before"
import { mayCarry } from "./carriable"
import { homeOf, usePhone, useTown } from "./context"
import { back, go, goInstead } from "./route"
import { QueueStrip } from "./Strips"
import { Wrong } from "./Wrong"
import "./screens.css"

export function UnsentCase({ entry }: { entry: Entry }) {
  const { phone, view } = usePhone()
  const now = useTown()
  const [unsure, setUnsure] = useState(false)
  const withdraw = async () => {
    if (await phone.outbox.withdraw(entry.key)) goInstead("beranda")
    else setUnsure(true)
  }
  const free = isFree(entry)
  return (
    <Screen
      title={entry.title}
      note={`No. ${entry.number} · ${t("ofHousehold")}`}
      back={back}
      lurik={homeOf(view).lurik}
      strip={<QueueStrip view={view} now={now} />}
      bar={
        <>
          <p class="note wide">{unsure ? t("withdrawUnknown") : t("queueFoot")}</p>
          {free && <Button kind="half" onClick={() => void withdraw()}>{t("withdraw")}</Button>}
          {!view.online && mayCarry(entry) && <p class="wide"><Button kind="half" icon="code" onClick={() => go("titip", entry.key)}>{t("carry")}</Button></p>}
          {entry.state === "refused" && <Button kind="main" onClick={() => go("perbaiki", entry.key)}>{t("mend")}</Button>}
          <Button kind="half" onClick={() => goInstead("beranda")}>{t("toHome")}</Button>
        </>
      }
    >
      {entry.state === "refused" && <Wrong entry={entry} />}
      <Timeline moments={momentsBefore(entry, view, now)} />
    </Screen>
  )
}
