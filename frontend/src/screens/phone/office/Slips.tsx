// House codes on paper: which houses, the codes made on demand, the pages printed; and what was lost is voided here.
import { useEffect, useRef, useState } from "preact/hooks"
import { placeName } from "../../../core/area"
import { farDate } from "../../../core/dates"
import { currentLanguage } from "../../../core/i18n"
import { Problem } from "../../../core/problem"
import { keep, recall } from "../../../core/store"
import type { Invite } from "../../../core/wire"
import { Button } from "../../../ui/Button"
import { Icon } from "../../../ui/Icon"
import { Screen } from "../../../ui/Screen"
import { t } from "../../../words/office"
import { homeOf, usePhone, useTown } from "../context"
import { useKept } from "../own/useKept"
import { back } from "../route"
import { QueueStrip } from "../Strips"
import { Choose } from "./Choose"
import { headships } from "./posts"
import { Mini, Printing } from "./Printing"
import { SlipPages } from "./SlipPages"
import { make, pageCount, standingCodes, type Slip } from "./slips"
import { postName, type StandIns } from "./standin"
import { useHouses, useRts } from "./useRts"
import { Void } from "./Void"

const telephone = "slips/telephone"

export function Slips() {
  const { phone, view } = usePhone()
  const now = useTown()
  const posts = headships(view.account)
  const rts = useRts(posts)
  const [chosen, setRt] = useState("")
  const rt = rts.includes(chosen) ? chosen : (rts[0] ?? "")
  const houses = useHouses(rt ? [rt] : [])
  const people = useKept<StandIns>(phone, "standins/" + rt, view.online && rt ? () => phone.api.get<StandIns>("/standins?area=" + encodeURIComponent(rt)) : null, rt + view.online)?.people
  const [empty, onlyEmpty] = useState(false)
  const [slips, setSlips] = useState<Slip[]>([])
  const [making, setMaking] = useState(false)
  const [trouble, setTrouble] = useState("")
  const [codes, setCodes] = useState<Invite[] | null>(null)
  const [tel, setTel] = useState("")
  const here = useRef(true)
  useEffect(() => () => void (here.current = false), [])
  useEffect(() => void recall<string>(phone.store, telephone).then((kept) => kept && setTel(kept.value)), [])
  const told = (problem: unknown) => setTrouble(problem instanceof Problem ? problem.refusal.detail : t("signInUnreachable"))
  const recount = () => { if (rt) standingCodes(phone.api, rt).then(setCodes, () => setCodes(null)) }
  useEffect(recount, [rt, view.online])

  const vacant = houses?.filter(({ area }) => !people?.some(({ house }) => house === area)) ?? []
  const wanted = (empty ? vacant : houses) ?? []
  const left = wanted.filter(({ area }) => !slips.some(({ house }) => house.area === area))
  const ready = slips.length > 0 && left.length === 0
  const begin = async () => {
    setMaking(true)
    setTrouble("")
    await make(phone.api, left, (slip) => {
      if (here.current) setSlips((before) => [...before, slip])
      return here.current
    }).catch(told)
    setMaking(false)
    recount()
  }
  const start = (change: () => void) => { setSlips([]); setTrouble(""); change() }
  const post = posts.find(({ area }) => area === rt) ?? posts[0]!
  const ask = [`${view.account.name}, ${postName(post)}`, tel.trim()].filter(Boolean).join(", ")
  const until = slips[0] && farDate(slips[0].invite.until, currentLanguage(), view.zone)
  const pages = <SlipPages slips={slips} rt={rt} zone={view.zone} ask={ask} />
  const bar = ready
    ? <Button kind="main" onClick={() => print()}>{t("slipsPrint", { n: pageCount(slips.length) })}</Button>
    : <Button kind="main" disabled={making || !view.online || left.length === 0} onClick={() => void begin()}>{slips.length > 0 ? t(making ? "slipsMaking" : "slipsResume", { n: slips.length, of: wanted.length }) : t("slipsMake", { n: wanted.length })}</Button>

  const screen = (
    <Screen title={t("slipsTitle")} note={placeName(rt)} back={back} lurik={homeOf(view).lurik} strip={<QueueStrip view={view} now={now} />} bar={bar}>
      {trouble && <p class="why" role="alert"><Icon name="alert" size="1.25em" /><span>{trouble}</span></p>}
      {ready && <p class="says" role="status"><Icon name="check" /><span>{t("slipsReady", { n: slips.length, until: until ?? "" })}</span></p>}
      {ready && <Mini><SlipPages slips={slips.slice(0, 8)} rt={rt} zone={view.zone} ask={ask} /></Mini>}
      {!ready && <p>{t("slipsText")}</p>}
      {!ready && rts.length > 1 && <Choose long label={t("formsRt")} options={rts.map((area) => ({ id: area, title: placeName(area) }))} chosen={rt} onChoose={(area) => start(() => setRt(area))} />}
      {!ready && houses && (
        <Choose label={t("slipsWhich")} chosen={empty ? "empty" : "all"} onChoose={(id) => start(() => onlyEmpty(id === "empty"))}
          options={[{ id: "all", title: t("slipsAll", { n: houses.length }) }, ...(people ? [{ id: "empty", title: t("slipsEmpty", { n: vacant.length }) }] : [])]} />
      )}
      <div class="field">
        <label for="tel"><b>{t("slipsTel")}</b><span class="note"> · {t("optional")}</span></label>
        <input id="tel" class="box" type="tel" inputMode="tel" autocomplete="tel" maxLength={30} value={tel} onInput={({ currentTarget: { value } }) => { setTel(value); void keep(phone.store, telephone, value, Date.now()) }} />
      </div>
      <p class="note">{t("slipsSecret")}</p>
      {codes && codes.length > 0 && <Void codes={codes} onGone={() => { setSlips([]); recount() }} />}
    </Screen>
  )
  return <Printing screen={screen} pages={ready ? pages : null} />
}
