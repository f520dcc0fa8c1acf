// What this phone still holds, and what became of what it sent. Nothing here is called sent before the server said so.
import { useEffect, useState } from "preact/hooks"
import { t } from "../../words/pocket"
import { isFree, type Entry } from "../../core/outbox"
import { caseNumber } from "../../services/face"
import { Button } from "../../ui/Button"
import { Drum } from "../../ui/Drum"
import { Empty } from "../../ui/Empty"
import { Screen } from "../../ui/Screen"
import { peopleOf, type Person } from "../people/people"
import { moveOf } from "./catalogue"
import { mayCarry } from "./carriable"
import { homeOf, usePhone, useTown } from "./context"
import { back, go, goInstead } from "./route"
import { QueueStrip } from "./Strips"
import { moment } from "./text"
import { entryNote } from "./Unsent"
import type { Phone, View } from "./phone"
import "./screens.css"

/** What was sent stays on the phone for longer (refill.ts), but nobody looks for it here. */
const shown = 48 * 3_600_000

export function QueuePage() {
  const { phone, view } = usePhone()
  const now = useTown()
  const [others, setOthers] = useState<Person[]>([])
  useEffect(() => void peopleOf(phone.base).then((people) => setOthers(people.filter(({ id, waiting }) => waiting > 0 && id !== view.account.id))), [])
  const open = view.queue.filter((entry) => entry.state !== "sent")
  const sent = view.queue.filter((entry) => entry.state === "sent" && now - (entry.sentAt ?? 0) < shown).reverse()
  const carry = open.some(mayCarry)
  const foot = carry ? (
    <>
      <p class="note wide">{t("queueCarry")}</p>
      <Button kind="main" icon="code" onClick={() => go("titip")}>{t("carry")}</Button>
    </>
  ) : open.length > 0 ? <p class="note wide">{t("queueFoot")}</p> : <Button kind="half" onClick={() => goInstead()}>{t("toHome")}</Button>
  return (
    <Screen title={t("queueTitle")} back={back} lurik={homeOf(view).lurik} strip={<QueueStrip view={view} now={now} here />} bar={foot}>
      {open.length === 0 && <Empty title={t("queueEmpty")}>{t("queueEmptyHint")}</Empty>}
      {open.length + sent.length > 0 && (
        <ul class="card rows">
          {[...open, ...sent].map((entry) => <Row key={entry.key} entry={entry} phone={phone} view={view} now={now} />)}
        </ul>
      )}
      {others.map(({ id, name, waiting }) => <p key={id} class="note others">{t("queueOthers", { name, n: waiting })}</p>)}
    </Screen>
  )
}

function Row({ entry, phone, view, now }: { entry: Entry; phone: Phone; view: View; now: number }) {
  const [unsure, setUnsure] = useState(false)
  const number = entry.state === "sent" && entry.case === entry.key ? caseNumber(entry.case) : `No. ${entry.number}`
  const withdraw = async () => setUnsure(!(await phone.outbox.withdraw(entry.key)))
  const free = entry.state === "refused" || isFree(entry)
  const mendable = free && !entry.way && Object.keys(moveOf(view.services, entry.service, entry.move)?.schema.properties ?? {}).length > 0
  const note = entry.carriedAt && entry.state !== "sent" ? t("handedOver", { time: moment(entry.carriedAt + view.drift, now, view.zone) }) : entry.again && entry.state === "stored" ? t("queueAgain") : entryNote(entry, view)
  return (
    <li class="queued">
      <Drum step={entry.state === "refused" ? "struck" : entry.state === "sent" ? "done" : "unsent"} />
      <div>
        <b>{entry.way && entry.state !== "sent" ? t("carriedUnsent") : entry.title}</b>
        <p class="note">{number} · {note}</p>
        {entry.state === "refused" && <p class="wrong">{t("mustMend", { why: entry.why?.detail ?? "" })}</p>}
        {unsure && <p class="note">{t("withdrawUnknown")}</p>}
        {free && (
          <div class="acts">
            {mendable && <Button kind="half" onClick={() => go("perbaiki", entry.key)}>{t(entry.state === "refused" ? "mend" : "queueChange")}</Button>}
            <Button kind="link" onClick={() => void withdraw()}>{t("withdraw")}</Button>
          </div>
        )}
      </div>
    </li>
  )
}
