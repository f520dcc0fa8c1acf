// The ledger of a household: six months, what came and by what it is known, and before a second packet a question.
import { t, type Word } from "../../words/desk"
import type { HouseLedger } from "../../core/ledger"
import { dayOf } from "../../core/time"
import { capital } from "../phone/text"
import { serviceOf } from "../phone/catalogue"
import { Icon } from "../../ui/Icon"
import type { Office } from "../wide/start"
import { lastPacket, monthsOf } from "./book"

/** "12 November". */
export function dayAndMonth(at: number, zone: string): string {
  const [, month = 1, day = 1] = dayOf(at, zone).split("-").map(Number)
  return `${day} ${t("monthNames").split(" ")[month - 1]}`
}

const shortDay = (at: number, zone: string): string => {
  const [, month = 1, day = 1] = dayOf(at, zone).split("-").map(Number)
  return `${String(day).padStart(2, "0")} ${t("months").split(" ")[month - 1]}`
}

type Props = { office: Office; ledger: HouseLedger; now: number }

export function Book({ office, ledger, now }: Props) {
  const zone = office.account.time_zone
  return (
    <section class="book" aria-label={t("bookTitle")}>
      <ol class="months">
        {monthsOf(ledger, now, zone).map(({ key, month, given, told }) => {
          const name = t("months").split(" ")[month]!
          const said = given > 0 ? t("monthGiven", { month: name, n: given }) : t(told > 0 ? "monthTold" : "monthNone", { month: name })
          return (
            <li key={key}>
              <span class="unseen">{said}</span>
              <span class="month" aria-hidden="true">{name}</span>
              <b class={told > 0 ? "maybe" : given > 0 ? "on" : undefined} aria-hidden="true">{told > 0 ? "?" : given > 0 ? given : "–"}</b>
            </li>
          )
        })}
      </ol>
      {ledger.withheld && <p class="note">{t("bookWithheld")}</p>}
      {ledger.rows.length === 0 && !ledger.withheld && <p class="note">{t("bookNone")}</p>}
      {ledger.rows.length > 0 && (
        <ul class="gifts">
          {ledger.rows.map((row) => (
            <li key={row.case}>
              <time>{shortDay(Date.parse(row.at), zone)}</time>
              <span>{[row.what?.title, serviceOf(office.services, row.service)?.title].filter(Boolean).join(", ")}</span>
              <b class={row.proof === "unconfirmed" ? "told" : undefined}>{t(("proof_" + row.proof) as Word)}</b>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** It asks, it does not block. */
export function SecondPacket({ office, ledger, now, but }: Props & { but: string }) {
  const last = lastPacket(ledger, now, but)
  if (!last) return null
  return (
    <div class="second" role="note">
      <Icon name="alert" />
      <p>
        <b>{t("secondPacket", { day: dayAndMonth(Date.parse(last.at), office.account.time_zone) })}</b>{" "}
        {last.proof === "unconfirmed" && last.by && t("secondTold", { by: capital(last.by.title) }) + " "}
        {t("secondAsk")}
      </p>
    </div>
  )
}
