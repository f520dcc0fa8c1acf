// A neighbour's phone is lost or new: who stands before their head gets in again by a code on this screen, once, and the old phone is out.
import { useState } from "preact/hooks"
import { placeName } from "../../../core/area"
import { Problem } from "../../../core/problem"
import type { Invite } from "../../../core/wire"
import { Button } from "../../../ui/Button"
import { Icon } from "../../../ui/Icon"
import { Screen } from "../../../ui/Screen"
import { t } from "../../../words/office"
import { homeOf, usePhone } from "../context"
import { useKept } from "../own/useKept"
import { Qr } from "../Qr"
import { back } from "../route"
import { moment } from "../text"
import { Choose } from "./Choose"
import { Finder } from "./Finder"
import type { Item } from "./find"
import { headships } from "./posts"
import { othersOf, type StandIns } from "./standin"
import { useRts } from "./useRts"

export function LostPhone() {
  const { phone, view } = usePhone()
  const rts = useRts(headships(view.account))
  const [rtChosen, setRt] = useState("")
  const rt = rts.includes(rtChosen) ? rtChosen : (rts[0] ?? "")
  const [who, setWho] = useState<Item | null>(null)
  const [shown, show] = useState<Invite | null>(null)
  const [tried, tryIt] = useState(false)
  const [trouble, say] = useState("")
  const load = view.online && rt ? () => phone.api.get<StandIns>("/standins?area=" + encodeURIComponent(rt)) : null
  const people = othersOf(useKept<StandIns>(phone, "standins/" + rt, load, rt + view.online), view.account.id)

  const frame = { note: rt && placeName(rt), lurik: homeOf(view).lurik }
  const pick = (item: Item | null) => {
    setWho(item)
    say("")
  }
  const reveal = async () => {
    tryIt(true)
    if (!who) return
    say("")
    try {
      show((await phone.api.ask<{ invite: Invite }>(`/members/${who.id}/reset`, undefined)).invite)
    } catch (problem) {
      say(problem instanceof Problem ? problem.refusal.detail : t("signInUnreachable"))
    }
  }
  if (who && shown) {
    const title = t("lostShown", { name: who.title })
    return (
      <Screen {...frame} title={title} back={() => show(null)} bar={<Button kind="half" onClick={() => show(null)}>{t("back")}</Button>}>
        <p>{t("lostShownText")}</p>
        <Qr text={`${location.origin}/masuk#kunci/${shown.code}`} label={title} />
        <p class="note">{t("lostOnce", { until: moment(Date.parse(shown.until), Date.now() + view.drift, view.zone) })}</p>
      </Screen>
    )
  }
  return (
    <Screen {...frame} title={t("lostTitle")} back={back} bar={
      <>
        {who && <p class="wide says"><Icon name="check" /><span>{t("lostSays", { name: who.title })}</span></p>}
        <Button kind="main" onClick={() => void reveal()}>{t("lostDo")}</Button>
      </>
    }>
      {trouble && <p class="why" role="alert"><Icon name="alert" size="1.25em" /> {trouble}</p>}
      <p>{t("lostText")}</p>
      {rts.length > 1 && <Choose long label={t("lostRt")} options={rts.map((area) => ({ id: area, title: placeName(area) }))} chosen={rt} onChoose={(area) => { setRt(area); pick(null) }} />}
      {people && (
        <Finder label={t("lostWho")} hint={t("standInWhoHint")} none={t("findNone")} chosen={who} onPick={pick} items={people} error={tried && !who ? t("standInPick") : undefined} eager />
      )}
      {!people && <p class="note">{t("standInList")}</p>}
    </Screen>
  )
}
