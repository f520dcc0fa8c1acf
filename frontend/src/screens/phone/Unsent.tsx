// A report that the server has not seen yet: it stands among the others, dashed, with its number.
import { t } from "../../core/i18n"
import type { Entry } from "../../core/outbox"
import { CaseCard } from "../../ui/Card"
import type { View } from "./phone"
import { go } from "./route"
import { moment } from "./text"

export function entryNote(entry: Entry, view: View): string {
  const now = Date.now() + view.drift
  const time = moment(entry.storedAt, now, view.zone)
  if (entry.state === "sent") return t("sentAt", { time: moment(entry.sentAt ?? entry.storedAt, now, view.zone) })
  if (entry.state === "sending") return t("sendingNow")
  if (entry.state === "stored" && entry.tries > 0) return t("triedUnknown")
  return t("storedAt", { time })
}

export const Unsent = ({ entry, view }: { entry: Entry; view: View }) => (
  <CaseCard
    title={entry.title}
    note={entry.state === "refused" ? t("mustMend", { why: entry.why?.detail ?? "" }) : `No. ${entry.number} · ${entryNote(entry, view)}`}
    glyph={entry.state === "refused" ? "struck" : "unsent"}
    onOpen={() => (entry.state === "refused" ? go("antrean") : go("kasus", entry.case))}
  />
)
