// The round on paper: plates, needs, houses, notes and empty boxes for the code. Numbers, and no name that is not needed.
import { t } from "../../words/desk"
import { houseNumber } from "../../core/area"
import { hourMinute } from "../../core/time"
import type { CaseAnswer, Service } from "../../core/wire"
import { told } from "../../services/told"
import { digits } from "../../ui/formCheck"
import { Plate } from "../../ui/Plate"
import { serviceOf } from "../phone/catalogue"
import { moment } from "../phone/text"
import { shortPlate } from "../wide/due"
import { longDay } from "../wide/Now"
import type { Office } from "../wide/start"
import { inOrder } from "./batch"
import type { Row } from "./groups"

/** How many digits the code at the door has; 0 where the service asks for none. */
export function codeDigits(service: Service | undefined): number {
  const fields = service?.moves.flatMap(({ schema }) => Object.values(schema.properties ?? {})) ?? []
  return Math.max(0, ...fields.map(({ pattern }) => (pattern && digits(pattern)) || 0))
}

type Props = { office: Office; title: string; rows: readonly Row[]; read: (id: string) => CaseAnswer | undefined; now: number }

export function Round({ office, title, rows, read, now }: Props) {
  const zone = office.account.time_zone
  return (
    <section class="paper">
      <h1>{t("roundTitle", { day: longDay(now, zone) })}</h1>
      <p>{title} · {t("roundMade", { n: rows.length, time: hourMinute(now, zone), who: office.account.name })}</p>
      <table>
        <thead><tr><th>{t("colPlace")}</th><th>{t("roundHouse")}</th><th>{t("roundNeed")}</th><th>{t("roundCode")}</th></tr></thead>
        <tbody>
          {inOrder(rows).map((row) => {
            const answer = read(row.facts.id)
            const service = serviceOf(office.services, row.facts.service)
            const more = answer ? told(service, answer.case.data, (at) => moment(at, now, zone)) : []
            return (
              <tr key={row.facts.id}>
                <td><Plate small lines={[shortPlate(row.facts.area)]} /></td>
                <td><b>{houseNumber(row.house)}</b></td>
                <td><b>{row.title}</b>{more.filter(({ name }) => name !== "on_behalf" && name !== "urgent").map(({ name, title, said }) => <p key={name}>{title}: {said}</p>)}<p>{row.number}</p></td>
                <td><span class="boxes">{Array.from({ length: codeDigits(service) }, (_, i) => <i key={i} />)}</span></td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p>{t("roundFoot")}</p>
    </section>
  )
}
