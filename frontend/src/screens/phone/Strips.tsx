// The pale strip under the cloth: only when something must be known, and always what is safe.
import { t } from "../../core/i18n"
import { Strip } from "../../ui/Screen"
import type { View } from "./phone"
import { DiskStrip } from "./pieces"
import { link } from "./route"

export const unsent = (view: View): number => view.queue.filter((entry) => entry.state === "stored" || entry.state === "sending").length

export function QueueStrip({ view, now, here, besides }: { view: View; now: number; here?: boolean; besides?: string }) {
  if (view.lost > 0 || view.disk || view.rescued) return <DiskStrip />
  // A tap still within its seconds of grace is no waiting report, and one being sent for a moment needs no strip.
  const waiting = view.queue.filter((entry) => entry.state === "stored" && entry.notBefore <= now && (!view.online || now - entry.storedAt > 4000)).length
  const mend = view.queue.filter((entry) => entry.state === "refused" && entry.case !== besides).length
  if (mend > 0) return <Told tone="degraded" text={t("queueRefused", { n: mend })} quiet={here ?? false} />
  if (!view.online) return <Told text={waiting > 0 ? t("offlineQueue", { n: waiting }) : t("offlineOnly")} quiet={here || waiting === 0} />
  return waiting > 0 ? <Told text={t("queueWaiting", { n: waiting })} quiet={here ?? false} /> : null
}

function Told({ text, quiet, tone = "offline" }: { text: string; quiet?: boolean; tone?: "offline" | "degraded" }) {
  const [first, ...rest] = text.split(". ")
  return (
    <Strip tone={tone}>
      <b>{first}{rest.length > 0 && "."}</b> {rest.join(". ")} {!quiet && <a href={link("antrean")}>{t("seeQueue")}</a>}
    </Strip>
  )
}
