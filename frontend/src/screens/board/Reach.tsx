// The lurah's number of households that nothing has reached. It counts and looks at nobody; the list lies at the desk.
import { useEffect, useState } from "preact/hooks"
import { asking, untouchedCounts, type Untouched } from "../../core/ledger"
import { holds } from "../../core/session"
import { t } from "../../words/wide"
import type { Office } from "../wide/start"

const every = 5 * 60_000

export function Reach({ office }: { office: Office }) {
  const allowed = holds(office.account, ["lurah", "staff"], office.area)
  const [page, set] = useState<Untouched | null>(null)
  useEffect(() => {
    if (!allowed) return
    const count = () => void untouchedCounts(office.api, office.area).then(set, () => undefined)
    count()
    const timer = setInterval(count, every)
    return () => clearInterval(timer)
  }, [office, allowed])
  if (!page) return null
  return (
    <section class="part">
      <header><h2>{t("reachTitle")}</h2></header>
      <p>{t("reachSaid", { n: asking(page), all: page.total, days: page.days })}</p>
      <p><a href="/meja">{t("reachList")}</a></p>
    </section>
  )
}
