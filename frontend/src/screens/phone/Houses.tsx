// The head's houses: tap one, and its people get in by the code that now stands on the screen.
import { useEffect, useState } from "preact/hooks"
import { houseNumber, place } from "../../core/area"
import { t } from "../../words/duty"
import { Problem } from "../../core/problem"
import type { House, Invite } from "../../core/wire"
import { Button } from "../../ui/Button"
import { Empty, Loading } from "../../ui/Empty"
import { Icon } from "../../ui/Icon"
import { Plate } from "../../ui/Plate"
import { Screen } from "../../ui/Screen"
import { usePhone } from "./context"
import { gate, houseName } from "./gate"
import { Qr } from "./Qr"
import { back } from "./route"
import { moment } from "./text"
import "./screens.css"

export function Houses() {
  const { phone, view } = usePhone()
  const [houses, setHouses] = useState<House[] | null>(null)
  const [shown, setShown] = useState<Invite | null>(null)
  const [trouble, setTrouble] = useState("")
  const told = (problem: unknown) => setTrouble(problem instanceof Problem ? problem.refusal.detail : t("signInUnreachable"))
  const rt = view.account.grants.find((grant) => grant.role === "rt_head")?.area ?? view.area

  useEffect(() => {
    phone.api.houses(rt).then(setHouses, told)
  }, [rt])

  const { rw, rt: number } = place(rt)
  const frame = { lurik: { rw, rt: number } }
  if (shown) {
    const until = moment(Date.parse(shown.until), Date.now() + view.drift, view.zone)
    return (
      <Screen {...frame} title={houseName(view, shown.place ?? null)} note={t("inviteUntil", { until, n: shown.uses })} back={() => setShown(null)}
        bar={<Button kind="half" onClick={() => setShown(null)}>{t("otherHouse")}</Button>}>
        <p>{t("inviteText")}</p>
        <Qr text={`${location.origin}/masuk#undangan/${shown.code}`} label={houseName(view, shown.place ?? null)} />
      </Screen>
    )
  }
  return (
    <Screen {...frame} title={t("housesTitle")} note={t("housesHint")} back={back}>
      {trouble && <p class="why" role="alert"><Icon name="alert" size="1.25em" /> {trouble}</p>}
      {!houses && !trouble && <Loading label={t("loading")} />}
      {houses?.length === 0 && <Empty title={t("housesEmpty")} />}
      {houses && houses.length > 0 && (
        <ul class="card rows">
          {houses.map((house) => (
            <li key={house.area}>
              <button type="button" class="opener" onClick={() => phone.api.inviteHouse(house.area).then(setShown, told)}>
                <Plate small outlined lines={[gate(house.label) || houseNumber(house.area)]} />
                <span><b>{house.label || t("houseNo", { n: houseNumber(house.area) })}</b></span>
                <Icon name="code" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Screen>
  )
}
