// How fast things go in an area, and which part of it is not heard.
import type { Figures, Pace } from "../../core/wire"
import { ZoneShape } from "../../ui/Zone"
import { t } from "../../words/wall"
import { moment } from "../phone/text"
import type { Counted } from "./Side"

/** A span as a large figure with its unit: "11 menit", "3,7 jam". null: it would stand for fewer than five. */
export function minutes(n: number | null): { figure: number | string; unit?: string } {
  if (n === null) return { figure: "–" }
  if (n < 90) return { figure: n || "<1", unit: t("minutesUnit") }
  return { figure: (n / 60).toLocaleString("id", { maximumFractionDigits: 1 }), unit: t("hoursUnit") }
}

/** "≥83 %": how many did not confirm is told from five on. */
export const shareOf = (pace: Pace | null): { figure: string; unit?: string } => (pace?.confirmed ? { figure: (pace.confirmed.at_least ? "≥" : "") + pace.confirmed.percent, unit: "%" } : { figure: "–" })

export const paceOf = (pace: Pace | null, shown: number): Counted[] => [
  { ...minutes(pace?.verify_minutes ?? null), words: t("paceVerify") },
  { ...minutes(pace?.help_minutes ?? null), words: t("paceHelp") },
  { ...shareOf(pace), words: t("paceShare") },
  { figure: shown, words: t("paceSum") },
]

type CutProps = { cut: Figures["cut"]; names: ReadonlyMap<string, string>; now: number; zone: string }

export function CutOff({ cut, names, now, zone }: CutProps) {
  return (
    <section class="part">
      <header><h2>{t("cutTitle")}</h2>{cut.length > 0 && <span>{t("cutCount", { n: cut.length })}</span>}</header>
      {cut.length === 0 && <p>{t("cutNone")}</p>}
      <ul class="cutoff">
        {cut.slice(0, 3).map(({ area, last }) => (
          <li key={area}><ZoneShape shape="cut" /><p><b>{names.get(area) ?? area}</b><br />{t("lastHeard", { time: moment(Date.parse(last), now, zone) })}</p></li>
        ))}
      </ul>
    </section>
  )
}
