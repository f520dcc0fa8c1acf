// The sheets of a stack, each with what became of it, and the way to put it right or take it back.
import { useState } from "preact/hooks"
import { isFree, type Entry } from "../../../core/outbox"
import { Button } from "../../../ui/Button"
import { Drum } from "../../../ui/Drum"
import { t } from "../../../words/office"
import { usePhone } from "../context"
import { houseName } from "../gate"
import { go } from "../route"
import { entryNote } from "../Unsent"

export const Sheets = ({ sheets, onMend }: { sheets: readonly Entry[]; onMend: (key: string) => void }) => (
  <ul class="card rows">{sheets.map((entry) => <Row key={entry.key} entry={entry} onMend={onMend} />)}</ul>
)

function Row({ entry, onMend }: { entry: Entry; onMend: (key: string) => void }) {
  const { phone, view } = usePhone()
  const [unsure, setUnsure] = useState(false)
  const refused = entry.state === "refused"
  const free = refused || isFree(entry)
  const withdraw = async () => setUnsure(!(await phone.outbox.withdraw(entry.key)))
  return (
    <li class="queued">
      <Drum step={refused ? "struck" : entry.state === "sent" ? "done" : "unsent"} />
      <div>
        <b>{houseName(view, String(entry.body["household"] ?? ""))}</b>
        <p>{entry.title}</p>
        {refused ? <p class="wrong">{t("mustMend", { why: entry.why?.detail ?? "" })}</p> : <p class="note">{entryNote(entry, view)}</p>}
        {unsure && <p class="note">{t("withdrawUnknown")}</p>}
        <div class="acts">
          {free && <Button kind="half" onClick={() => onMend(entry.key)}>{t(refused ? "mend" : "paperChange")}</Button>}
          {free && <Button kind="link" onClick={() => void withdraw()}>{t("withdraw")}</Button>}
          {entry.state === "sent" && <Button kind="link" onClick={() => go("kasus", entry.case)}>{t("seeQueue")}</Button>}
        </div>
      </div>
    </li>
  )
}
