// What was opened under a glass: the ground on which it is judged.
import { useEffect, useState } from "preact/hooks"
import { auditOf, type AuditLook } from "../../core/records"
import type { Facts } from "../../core/wire"
import { caseNumber } from "../../services/face"
import { t } from "../../words/wide"
import { serviceOf } from "../phone/catalogue"
import { moment } from "../phone/text"
import type { Office } from "../wide/start"
import { useServerNow } from "../wide/useLive"
import { readUnder } from "./matters"

export function Under({ office, glass, skew }: { office: Office; glass: Facts; skew: number }) {
  const now = useServerNow(skew)
  const [looks, set] = useState<AuditLook[] | null>(null)
  useEffect(() => {
    void readUnder((next) => auditOf(office.api, office.area, next), glass).then(set, () => undefined)
  }, [office, glass.id, glass.version])
  if (!looks) return null
  return (
    <section class="under">
      <h3>{t("underGlass", { n: looks.length })}</h3>
      <ul>
        {looks.map((look) => (
          <li key={look.log + look.seq}><span>{serviceOf(office.services, look.service)?.title ?? look.service} · {caseNumber(look.case)}</span><time>{moment(Date.parse(look.at), now, office.account.time_zone)}</time></li>
        ))}
      </ul>
    </section>
  )
}
