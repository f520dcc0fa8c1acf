// Said once after the server was restored: what this phone sent again, and whose reports it found.
import type { ComponentChildren } from "preact"
import { Drum, type DrumStep } from "../../ui/Drum"
import { t } from "../../words/pocket"
import { adopt, disown, type Orphan } from "../people/adopt"
import type { Phone, View } from "./phone"
import { learn, type Rescued } from "./rescue"
import { link } from "./route"
import "./disk.css"

type Props = { phone: Phone; view: View; rescued: Rescued }

export function RescuedStrip({ phone, view, rescued: { again, orphans } }: Props) {
  const [orphan] = orphans
  if (orphan) return <Whose phone={phone} orphan={orphan} />
  const under = view.queue.filter((entry) => entry.again && entry.state !== "sent").length
  const seen = async () => {
    await phone.store.remove("kept", "again")
    await learn(phone)
  }
  return (
    <Said step={under > 0 ? "unsent" : "done"} text={t(under > 0 ? "againSending" : "againSent", { n: again?.n ?? 0 })}>
      <button type="button" class="seen" onClick={() => void seen()}>{t("understood")}</button>
      {under > 0 && <a class="seen" href={link("antrean")}>{t("seeQueue")}</a>}
    </Said>
  )
}

/** Reports of an account that the server does not know any more; who joined the same house anew says whether they are theirs. */
function Whose({ phone, orphan: { id, name, n } }: { phone: Phone; orphan: Orphan }) {
  const take = async () => {
    await adopt(phone.base, id, phone.view.get().account.id)
    await learn(phone)
    await phone.outbox.flush()
  }
  const leave = async () => {
    await disown(phone.base, id)
    await learn(phone)
  }
  return (
    <Said step="unsent" text={t("againWhose", { n, name })}>
      <button type="button" class="seen" onClick={() => void take()}>{t("againMine")}</button>
      <button type="button" class="seen" onClick={() => void leave()}>{t("againNotMine")}</button>
    </Said>
  )
}

/** A strip with something to press: the line itself is well, so it bears the drum of the queue and not a sign of trouble. */
const Said = ({ step, text, children }: { step: DrumStep; text: string; children: ComponentChildren }) => (
  <div class="strip rescued" role="status">
    <Drum step={step} />
    <div>
      <p><b>{t("againTitle")}</b> {text}</p>
      <p class="ways">{children}</p>
    </div>
  </div>
)
