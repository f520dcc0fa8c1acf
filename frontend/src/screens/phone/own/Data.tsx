// What is kept about this household and account, with the ways to see who looked, to withdraw, to erase, and to take a copy.
import { useEffect, useState } from "preact/hooks"
import { currentLanguage } from "../../../core/i18n"
import { farDate } from "../../../core/dates"
import { looksOf, myData, type Look, type MyCase, type MyData } from "../../../core/records"
import { caseNumber, caseTitle, faceOf } from "../../../services/face"
import { Button } from "../../../ui/Button"
import { Loading } from "../../../ui/Empty"
import { Icon } from "../../../ui/Icon"
import { Screen } from "../../../ui/Screen"
import { t } from "../../../words/own"
import { forHouseholds, serviceOf, stateTitle } from "../catalogue"
import { homeOf, usePhone, useTown } from "../context"
import type { View } from "../phone"
import { back, go } from "../route"
import { QueueStrip } from "../Strips"
import { moment, strings } from "../text"
import { deviceName } from "./device"
import { consentOf, erasureOf, isErased } from "./facts"
import { useKept } from "./useKept"

export function Data() {
  const { phone, view } = usePhone()
  const now = useTown(5000)
  const [data, setData] = useState<MyData | null>(null)
  const [failed, setFailed] = useState(false)
  const looks = useKept<Look[]>(phone, "looks", () => looksOf(phone.api), view.online)
  useEffect(() => {
    setFailed(false)
    // Not kept on the phone: a copy of everything is made when somebody asks for one.
    myData(phone.api).then(setData, () => setFailed(true))
  }, [view.online])
  const file = "data-keluarga.json"
  const share = () => {
    const copy = new File([JSON.stringify(data, null, 2)], file, { type: "application/json" })
    void navigator.share({ files: [copy] }).catch(() => undefined)
  }
  const bar = data && (
    <>
      <a class="button half" href="/api/v1/me/data" download={file}>{t("dataSave")}</a>
      {typeof navigator.canShare === "function" && navigator.canShare({ files: [new File([], file)] }) && <Button kind="half" icon="share" onClick={share}>{t("dataShare")}</Button>}
    </>
  )
  return (
    <Screen title={t("menuData")} note={t("dataHint")} back={back} lurik={homeOf(view).lurik} strip={<QueueStrip view={view} now={now} />} {...(bar ? { bar } : {})}>
      <ul class="card rows">
        <Way to="siapa" title={t("looksTitle")} note={looked(looks, view, now)} />
        {serviceOf(view.services, "privacy") && <Way to="persetujuan" title={t("consentTitle")} note={consented(view, now)} />}
        {serviceOf(view.services, "privacy") && <Way to="hapus" title={t("eraseTitle")} note={erased(view, now)} />}
      </ul>
      <a class="button link" href={"/terbuka#" + view.area.split("/")[0]}><span>{t("ownOpenly")}</span></a>
      {failed ? <p>{t("dataFailed")}</p> : !data ? <Loading label={t("loading")} /> : <Kept data={data} view={view} now={now} />}
    </Screen>
  )
}

const Way = ({ to, title, note }: { to: string; title: string; note: string }) => (
  <li>
    <button type="button" class="opener" onClick={() => go("data", to)}>
      <span><b>{title}</b><span class="note">{note}</span></span>
      <Icon name="forward" />
    </button>
  </li>
)

function looked(looks: readonly Look[] | null, view: View, now: number): string {
  if (!looks) return t("looksHint")
  const last = Math.max(...looks.map(({ at }) => Date.parse(at)))
  return looks.length === 0 ? t("looksNone") : t("looksRow", { n: looks.length, time: moment(last, now, view.zone) })
}

function consented(view: View, now: number): string {
  const { facts, pending } = consentOf(view)
  if (pending) return t("pendingOffline", { title: pending.title })
  if (!facts || facts.state === "agreed") return t("consentOn")
  const stopped = facts.state === "stopped"
  return t(stopped ? "consentStopped" : "consentStops", { when: moment(Date.parse((stopped ? null : facts.due) ?? facts.since), now, view.zone) })
}

function erased(view: View, now: number): string {
  const { facts, pending } = erasureOf(view)
  if (pending) return t("pendingOffline", { title: pending.title })
  if (facts?.state === "asked" && facts.due) return t("eraseDueRow", { when: moment(Date.parse(facts.due), now, view.zone) })
  return facts?.state === "erased" ? t("eraseDone", { when: moment(Date.parse(facts.since), now, view.zone) }) : t("eraseRow")
}

type KeptProps = { data: MyData; view: View; now: number }

function Kept({ data: { account, sessions, cases, photos }, view, now }: KeptProps) {
  const waiting = photos.filter((photo) => photo.case === null).length
  const shown = cases.filter(({ service }) => forHouseholds(view.services, service))
  const when = (at: string) => moment(Date.parse(at), now, view.zone)
  return (
    <>
      <div class="section"><h2>{t("dataCases")}</h2></div>
      {shown.length === 0 ? <p class="note">{t("dataNoCases")}</p> : (
        <ul class="card rows">{shown.map((one) => <Row key={one.id} one={one} view={view} />)}</ul>
      )}
      <div class="section"><h2>{t("dataAccount")}</h2></div>
      <dl class="card rows facts">
        <div><dt>{t("yourName")}</dt><dd>{account.name}</dd></div>
        <div><dt>{t("login")}</dt><dd>{account.login}</dd></div>
        <div><dt>{t("dataAdded")}</dt><dd>{farDate(account.added_at, currentLanguage(), view.zone)}</dd></div>
        {waiting > 0 && <div><dt>{t("dataPhotosWait")}</dt><dd>{t("dataPhotosTwoDays", { n: waiting })}</dd></div>}
      </dl>
      <div class="section"><h2>{t("dataDevices")}</h2></div>
      <dl class="card rows facts">
        {sessions.map(({ device, seen_at }, i) => <div key={i}><dt>{deviceName(device) || t("dataDevice")}</dt><dd>{when(seen_at)}</dd></div>)}
      </dl>
    </>
  )
}

const shows = ({ data }: MyCase): boolean => Object.entries(data).some(([name, id]) => name.endsWith("photo") && id)

/** A report with its own words, and until when they are kept. */
function Row({ one, view }: { one: MyCase; view: View }) {
  const gone = isErased(view, one)
  // What was told past the RT is not shown where somebody may look over a shoulder.
  const words = faceOf(one.service).aside ? null : (strings(one.data["note"]) ?? strings(one.data["text"]))
  const until = gone ? t("erased") : one.kept_until ? t("dataUntil", { day: farDate(one.kept_until, currentLanguage(), view.zone) }) : t("dataWhile")
  return (
    <li>
      <button type="button" class="opener" onClick={() => go("kasus", one.id)}>
        <span>
          <b>{caseTitle(serviceOf(view.services, one.service), one.data)}</b>
          <span class="note">{[caseNumber(one.id), stateTitle(view.services, one), !gone && shows(one) && t("dataPhoto")].filter(Boolean).join(" · ")}</span>
          {!gone && words && <span class="said">{words}</span>}
          <span class="note until">{until}</span>
        </span>
        <Icon name="forward" />
      </button>
    </li>
  )
}
