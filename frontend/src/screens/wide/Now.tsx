// Day and hour as the server has them; the only part of a head that ticks.
import { t } from "../../words/wide"
import { dayOf, hourMinute } from "../../core/time"
import { useServerNow } from "./useLive"

/** "Sabtu, 21 November". */
export function longDay(at: number, zone: string): string {
  const [year = 0, month = 1, day = 1] = dayOf(at, zone).split("-").map(Number)
  const weekday = t("weekdays").split(" ")[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]
  return `${weekday}, ${day} ${t("monthNames").split(" ")[month - 1]}`
}

type Props = { skew: number; zone: string }

export const Day = ({ skew, zone }: Props) => <>{longDay(useServerNow(skew), zone)}</>
export const Hour = ({ skew, zone }: Props) => <time>{hourMinute(useServerNow(skew), zone)}</time>
