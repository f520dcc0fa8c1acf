// The pale strip under the cloth: only when something must be known, and always what is safe.
import { t } from "../../core/i18n"
import { Strip } from "../../ui"
import type { View } from "./phone"
import { link } from "./route"

export const unsent = (view: View): number => view.queue.filter((entry) => entry.state === "stored" || entry.state === "sending").length
export const refused = (view: View): number => view.queue.filter((entry) => entry.state === "refused").length

export function QueueStrip({ view, now }: { view: View; now: number }) {
  // A tap still within its seconds of grace is no waiting report, and one being sent for a moment needs no strip.
  const waiting = view.queue.filter((entry) => entry.state === "stored" && entry.notBefore <= now && (!view.online || now - entry.storedAt > 4000)).length
  const mend = refused(view)
  if (mend > 0) return <Told text={t("queueRefused", { n: mend })} />
  if (!view.online) return <Told text={waiting > 0 ? t("offlineQueue", { n: waiting }) : t("offlineOnly")} quiet={waiting === 0} />
  return waiting > 0 ? <Told text={t("queueWaiting", { n: waiting })} /> : null
}

const Told = ({ text, quiet }: { text: string; quiet?: boolean }) => (
  <Strip tone="offline">
    {text} {!quiet && <a href={link("antrean")}>{t("seeQueue")}</a>}
  </Strip>
)
