// Past the RT, to the kelurahan: first who reads it and who does not, then the form; nothing of it stands on the home.
import { useEffect } from "preact/hooks"
import { caseNumber, drumStep } from "../../../services/face"
import { Button, LinkButton } from "../../../ui/Button"
import { Drum } from "../../../ui/Drum"
import { Icon } from "../../../ui/Icon"
import { Screen } from "../../../ui/Screen"
import { t } from "../../../words/own"
import { isFinal, stateTitle } from "../catalogue"
import { homeOf, usePhone, useTown } from "../context"
import { back, go } from "../route"
import { QueueStrip } from "../Strips"
import { moment } from "../text"
import { entryNote } from "../Unsent"

const service = "direct"

export function Direct() {
  const { phone, view } = usePhone()
  const now = useTown(5000)
  // No line tells of these, or the household's other phones would hear it.
  useEffect(() => void phone.readMine(), [view.online])
  const sent = view.mine.filter((one) => one.service === service)
  const waiting = view.queue.filter((entry) => entry.service === service && entry.key === entry.case && entry.state !== "sent")
  const rows = [
    ...waiting.map((entry) => ({ id: entry.key, to: entry.state === "refused" ? ["antrean"] : ["kasus", entry.case], step: entry.state === "refused" ? "struck" as const : "unsent" as const, title: `No. ${entry.number}`, note: entryNote(entry, view) })),
    ...sent.map((one) => ({ id: one.id, to: ["kasus", one.id], step: drumStep(one, isFinal(view.services, service, one.state)), title: caseNumber(one.id), note: `${stateTitle(view.services, one)} · ${moment(Date.parse(one.since), now, view.zone)}` })),
  ]
  return (
    <Screen
      title={t("menuDirect")}
      back={back}
      lurik={homeOf(view).lurik}
      strip={<QueueStrip view={view} now={now} />}
      bar={<Button kind="main" onClick={() => go("lapor", service, "send")}>{t("directWrite")}</Button>}
    >
      <div class="card reads">
        <p><Icon name="check" /><b>{t("directRead")}</b></p>
        <p><Icon name="close" /><b>{t("directNot")}</b></p>
        <p class="note">{t("directCopy")}</p>
      </div>
      {rows.length > 0 && (
        <>
          <div class="section"><h2>{t("directMine")}</h2></div>
          <ul class="card rows">
            {rows.map(({ id, to, step, title, note }) => (
              <li key={id}>
                <button type="button" class="opener" onClick={() => go(...to)}>
                  <Drum step={step} />
                  <span><b>{title}</b><span class="note">{note}</span></span>
                  <Icon name="forward" />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="note">{t("directDanger")}</p>
      <LinkButton kind="danger" icon="phone" href="tel:110">{t("call110")}</LinkButton>
    </Screen>
  )
}
