// Eight slips a page, with lines to cut along: house, code, three steps, whom to ask.
import { houseNumber, plateLines } from "../../../core/area"
import { farDate } from "../../../core/dates"
import { currentLanguage } from "../../../core/i18n"
import { qr } from "../../../core/qr"
import { t } from "../../../words/office"
import { gate } from "../gate"
import { pagesOf, type Slip } from "./slips"

type Props = { slips: readonly Slip[]; rt: string; zone: string; ask: string }

export const SlipPages = ({ slips, ...rest }: Props) => (
  <>
    {pagesOf(slips).map((page, i) => (
      <section key={i} class="leaf slips">{page.map((slip) => <One key={slip.house.area} slip={slip} {...rest} />)}</section>
    ))}
  </>
)

function One({ slip: { house, invite }, rt, zone, ask }: { slip: Slip } & Omit<Props, "slips">) {
  const code = qr(`${location.origin}/masuk#undangan/${invite.code}`)
  // No address of a town is longer than a code holds.
  if (!code) return null
  const number = gate(house.label) || houseNumber(house.area)
  return (
    <article class="slip">
      <svg class="code" viewBox={`-4 -4 ${code.size + 8} ${code.size + 8}`} data-house={house.area}>
        <rect x="-4" y="-4" width="100%" height="100%" fill="#fff" />
        <path d={code.d} fill="#000" />
      </svg>
      <div>
        <p class="where"><b class="number">{number}</b><span>{plateLines(rt).join(" ")}</span></p>
        <p class="label">{house.label}</p>
        <ol>
          <li>{t("slipOne")}</li>
          <li>{t("slipTwo")}</li>
          <li>{t("slipThree")}</li>
        </ol>
        <p class="small">{t("slipUntil", { until: farDate(invite.until, currentLanguage(), zone), n: invite.uses })}</p>
      </div>
      <p class="small foot">{t("slipAsk", { who: ask })} {t("slipSecret")}</p>
    </article>
  )
}
