// Who opened which case, when, and by what right: newest first, page by page.
import { useEffect, useState } from "preact/hooks"
import { auditOf, type AuditLook } from "../../core/records"
import { caseNumber } from "../../services/face"
import { Button } from "../../ui/Button"
import { Empty, Loading } from "../../ui/Empty"
import { t } from "../../words/wide"
import { serviceOf } from "../phone/catalogue"
import { moment } from "../phone/text"
import { useNames } from "../board/useNames"
import type { Office } from "../wide/start"
import { useServerNow } from "../wide/useLive"

export function Audit({ office, skew }: { office: Office; skew: number }) {
  const [looks, set] = useState<AuditLook[] | null>(null)
  const [next, setNext] = useState<string | null>(null)
  const load = async (page?: string) => {
    const answer = await auditOf(office.api, office.area, page).catch(() => null)
    if (!answer) return
    set((before) => (page ? [...(before ?? []), ...answer.looks] : answer.looks))
    setNext(answer.next)
  }
  useEffect(() => void load(), [office])
  if (!looks) return <Loading label={t("opening")} cards={4} />
  if (looks.length === 0) return <Empty title={t("guardNothing")} />
  return (
    <>
      <AuditTable office={office} looks={looks} skew={skew} />
      {next && <Button kind="half" onClick={() => void load(next)}>{t("showMore")}</Button>}
    </>
  )
}

function AuditTable({ office, looks, skew }: { office: Office; looks: readonly AuditLook[]; skew: number }) {
  const now = useServerNow(skew)
  const names = useNames(office.api, office.area, [...new Set(looks.map(({ log }) => log))])
  return (
    <table class="queue audit">
      <thead>
        <tr>{(["auditWhen", "auditWho", "auditWhere", "auditWhat", "auditWhy"] as const).map((word) => <th key={word} scope="col">{t(word)}</th>)}</tr>
      </thead>
      <tbody>
        {looks.map((look) => (
          <tr key={look.log + look.seq}>
            <td>{moment(Date.parse(look.at), now, office.account.time_zone)}</td>
            <td>{look.title}<span class="note">{look.account.slice(0, 8)}</span></td>
            <td>{names.get(look.log) ?? look.log}</td>
            <td>{look.service ? <>{serviceOf(office.services, look.service)?.title ?? look.service}<span class="note">{caseNumber(look.case)}</span></> : <>{t("auditHouses")}<span class="note">{look.case.split("/").slice(1).join(" ")}</span></>}</td>
            <td>{look.why ? <b>{t("auditGlass", { number: caseNumber(look.why) })}</b> : t(look.role === "resident" ? "auditOwn" : "auditDuty")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
