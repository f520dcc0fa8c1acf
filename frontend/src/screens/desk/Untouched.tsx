// Whom nothing has reached: those in need first, then by RT. What may decide that order is the server's to know.
import { useId } from "preact/hooks"
import { t } from "../../words/desk"
import { houseNumber, withoutHouse } from "../../core/area"
import type { Forgotten } from "../../core/ledger"
import { Button } from "../../ui/Button"
import { Empty, Loading } from "../../ui/Empty"
import { Plate } from "../../ui/Plate"
import { serviceOf } from "../phone/catalogue"
import { shortPlate } from "../wide/due"
import type { Office } from "../wide/start"
import { dayAndMonth } from "./Book"
import type { UntouchedState } from "./useUntouched"

type Props = { office: Office; state: UntouchedState; chosen: string | null; onChoose: (house: string) => void }

export function Untouched({ office, state, chosen, onChoose }: Props) {
  const { list, page } = state
  if (!page) return <Loading label={t("opening")} cards={4} />
  if (list.length === 0) return <Empty title={t("untouchedNone")}>{t("untouchedNoneHint", { days: page.days })}</Empty>
  return (
    <>
      <table class="queue houses">
        <thead>
          <tr>{(["colPlace", "colHouse", "colAsks", "colLast"] as const).map((word) => <th key={word} scope="col">{t(word)}</th>)}</tr>
        </thead>
        <tbody>
          {list.map((one) => (
            <tr key={one.house} id={"row-" + one.house} class={one.house === chosen ? "chosen" : undefined} onClick={() => onChoose(one.house)}>
              <td><Plate small lines={[shortPlate(withoutHouse(one.house))]} /></td>
              <td><button type="button" aria-pressed={one.house === chosen}>{t("houseNo", { n: houseNumber(one.house) })}</button><span class="note">{one.label}</span></td>
              <td><Asks office={office} one={one} /></td>
              <td><Last one={one} zone={office.account.time_zone} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      {state.more && <Button kind="half" onClick={state.more}>{t("showMore")}</Button>}
    </>
  )
}

function Asks({ office, one: { asks } }: { office: Office; one: Forgotten }) {
  const first = asks[0]
  if (!first) return <span class="note">{t("quiet")}</span>
  const what = asks.map(({ what, service }) => what?.title ?? serviceOf(office.services, service)?.title ?? service)
  return <><b>{[...new Set(what)].join(", ")}</b><span class="note">{t("untouchedSince", { day: dayAndMonth(Date.parse(first.opened_at), office.account.time_zone) })}</span></>
}

function Last({ one: { given_at, told_at }, zone }: { one: Forgotten; zone: string }) {
  const day = (at: string) => dayAndMonth(Date.parse(at), zone)
  return (
    <>
      <span>{given_at ? t("untouchedGiven", { day: day(given_at) }) : t("untouchedNever")}</span>
      {told_at && (!given_at || told_at > given_at) && <span class="note">{t("untouchedTold", { day: day(told_at) })}</span>}
    </>
  )
}

/** All RTs, or one, each with how many of its houses nothing reached. */
export function WhichRt({ state }: { state: UntouchedState }) {
  const id = useId()
  const counts = state.whole?.counts.filter((one) => one.untouched > 0) ?? []
  return (
    <p class="which">
      <label for={id} class="unseen">{t("untouchedWhere")}</label>
      <select id={id} class="box" value={state.area ?? ""} onChange={(event) => state.look(event.currentTarget.value || null)}>
        <option value="">{t("untouchedAll")}</option>
        {counts.map((one) => <option key={one.area} value={one.area}>{t("untouchedOf", { place: shortPlate(one.area), n: one.untouched, all: one.houses })}</option>)}
      </select>
    </p>
  )
}
