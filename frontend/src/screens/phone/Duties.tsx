// The lists that an office brings to its holder's home; a neighbour without one never fetches this.
import { placeName } from "../../core/area"
import { holds, serves } from "../../core/session"
import { t } from "../../words/duty"
import { Icon } from "../../ui/Icon"
import { isHead, isHelper } from "./catalogue"
import { homeOf, usePhone } from "./context"
import type { View } from "./phone"
import { go } from "./route"

export function Duties() {
  const { view } = usePhone()
  return <>{dutiesOf(view).map((to) => <Row key={to} view={view} to={to} />)}</>
}

type Duty = "kotak" | "relawan" | "rumah" | "daftar" | "meja" | "baca" | "tugas"

function dutiesOf({ account }: View): Duty[] {
  if (holds(account, ["rt_head"])) return ["kotak", "rumah", "tugas", "baca"]
  if (isHead(account)) return ["kotak", "tugas", "baca"]
  if (isHelper(account)) return ["relawan", "baca"]
  if (holds(account, ["dpo"])) return ["meja"]
  if (holds(account, ["kader"])) return ["daftar", "tugas"]
  return serves(account) ? ["daftar"] : []
}

const dutyWord = { rumah: "housesTitle", relawan: "helperTitle", daftar: "allReports", meja: "guardDesk", baca: "carryRead" } as const

function Row({ view, to }: { view: View; to: Duty }) {
  const word = to === "kotak" ? t("inboxOf", { place: homeOf(view).plate[0] ?? "" }) : to === "tugas" ? t("officeTitle", { place: placeName(view.area) }) : t(dutyWord[to])
  return (
    <article class="card">
      <button type="button" class="opener" onClick={() => (to === "meja" ? location.assign("/meja") : to === "baca" ? go("titip", to) : go(to))}>
        <Icon name={to === "kotak" ? "check" : to === "rumah" ? "house" : to === "baca" ? "code" : to === "tugas" ? "menu" : "help"} />
        <span><b>{word}</b><span class="note">{t("duties")}</span></span>
        <Icon name="forward" />
      </button>
    </article>
  )
}
