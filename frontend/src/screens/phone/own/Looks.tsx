// Who opened the household's reports, when, and why: by duty, or by a glass that was broken with a reason.
import { useEffect } from "preact/hooks"
import { dayOf } from "../../../core/time"
import { keep } from "../../../core/store"
import { looksOf, type Look } from "../../../core/records"
import { caseTitle } from "../../../services/face"
import { Empty, Loading } from "../../../ui/Empty"
import { Icon } from "../../../ui/Icon"
import { Screen } from "../../../ui/Screen"
import { t } from "../../../words/own"
import { serviceOf } from "../catalogue"
import { homeOf, usePhone, useTown } from "../context"
import { back } from "../route"
import { capital, moment } from "../text"
import { grouped } from "./facts"
import { useKept } from "./useKept"

export function Looks() {
  const { phone, view } = usePhone()
  const now = useTown(5000)
  const looks = useKept<Look[]>(phone, "looks", () => looksOf(phone.api), view.online)

  // Seen here, the notice on the home has done its work. The cases' own titles are known to this phone.
  useEffect(() => {
    if (!looks?.length) return
    void keep(phone.store, "glass", Math.max(...looks.map(({ at }) => Date.parse(at))), Date.now())
    for (const id of new Set(looks.filter(({ service }) => service).map((look) => look.case))) void phone.recallCase(id)
  }, [looks])

  const rows = grouped(looks ?? [], (at) => dayOf(at, view.zone))
  return (
    <Screen title={t("looksTitle")} note={t("looksHint")} back={back} lurik={homeOf(view).lurik}>
      {!looks && <Loading label={t("loading")} />}
      {looks?.length === 0 && <Empty title={t("looksNone")}>{t("looksNoneHint")}</Empty>}
      {rows.length > 0 && (
        <ul class="card rows looks">
          {rows.map(({ look, at, n }) => {
            const time = moment(at, now, view.zone)
            return (
              <li key={look.at + look.case + look.by.title}>
                <p class="top"><b>{look.by.title}</b><span class="note">{n > 1 ? t("looksTimes", { time, n }) : time}</span></p>
                <p class="note">{look.service ? capital(caseTitle(serviceOf(view.services, look.service), view.details[look.case]?.answer.case.data)) : t("looksLedger")}</p>
                {look.why && <p class="because"><Icon name="alert" size="1.25em" /><span>{t("glassWhy", { why: look.why.title.toLowerCase() })}</span></p>}
              </li>
            )
          })}
        </ul>
      )}
    </Screen>
  )
}
