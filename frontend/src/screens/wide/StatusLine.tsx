// The strip that tells the truth about the line, also when it is bad: what we hear, since when, and over which road.
import type { ComponentChildren } from "preact"
import { t } from "../../words/wide"
import type { Live } from "../../core/live"
import { hourMinute, hourMinuteSecond } from "../../core/time"
import { Button } from "../../ui/Button"
import { Drum } from "../../ui/Drum"
import { Icon } from "../../ui/Icon"

type Props = { live: Live; skew: number; provenAt: number; proof?: string; zone: string; children?: ComponentChildren }

/** "14.05" while what is shown stands still; "" while it moves. */
export const staleAt = (live: Live, provenAt: number, skew: number, zone: string): string =>
  live.line === "live" || live.heardAt === 0 ? "" : hourMinute(Math.max(live.heardAt, provenAt) + skew, zone)

const words = { live: "lineLive", connecting: "lineSeeking", broken: "lineLost", closed: "lineClosed" } as const

export function StatusLine({ live, skew, provenAt, proof, zone, children }: Props) {
  const heard = Math.max(live.heardAt, provenAt) + skew
  const good = live.line === "live"
  const per = live.heardAt > 0 ? (good ? t("per", { time: hourMinuteSecond(heard, zone) }) : t("lastHeard", { time: hourMinute(heard, zone) })) : ""
  return (
    <footer class={good && !live.degraded ? "status" : "status partial"} data-proof={proof}>
      <p class="heard" role="status">
        {!good ? <Icon name="silent" /> : live.degraded ? <Drum step="read" tone="held" /> : <Drum step="done" tone="past" />}
        <b>{t(good && live.degraded ? "linePartial" : words[live.line])}</b>
      </p>
      {/* The seconds would be read aloud with every frame; the word beside them says what matters. */}
      <p aria-live="off">{per}</p>
      {/* The server asked this page not to come back by itself: another screen of the same account took its place. */}
      {live.line === "closed" && <Button kind="half" onClick={() => location.reload()}>{t("connectAgain")}</Button>}
      {good && <p class="road">{live.degraded ? t("roadSpare", { time: hourMinute(live.illAt + skew, zone) }) : t("roadGood")}</p>}
      {children}
    </footer>
  )
}
