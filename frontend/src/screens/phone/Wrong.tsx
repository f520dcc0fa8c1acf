// A refused act: what the server said, and a way to put it away.
import { t } from "../../words/pages"
import type { Entry } from "../../core/outbox"
import { Button } from "../../ui/Button"
import { Drum } from "../../ui/Drum"
import { usePhone } from "./context"

export function Wrong({ entry }: { entry: Entry }) {
  const { phone } = usePhone()
  const putAway = async () => {
    await phone.outbox.withdraw(entry.key)
    await phone.read(entry.case).catch(() => undefined)
  }
  return (
    <div class="card refused" role="alert">
      <div class="queued">
        <Drum step="struck" />
        <div>
          <b>{entry.title}</b>
          <p class="wrong">{entry.why?.detail || t("mustMend", { why: "" })}</p>
          <Button kind="link" onClick={() => void putAway()}>{t("understood")}</Button>
        </div>
      </div>
    </div>
  )
}
