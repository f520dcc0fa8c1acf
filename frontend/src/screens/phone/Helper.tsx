// Lists drawn from declarations: a volunteer's tasks, or every open case of a duty without a screen of its own.
import { useEffect, useState } from "preact/hooks"
import { place, placeName } from "../../core/area"
import { t } from "../../words/duty"
import type { Facts } from "../../core/wire"
import { caseNumber, caseTitle, drumStep, faceOf } from "../../services/face"
import { Drum } from "../../ui/Drum"
import { Empty, Loading } from "../../ui/Empty"
import { Icon } from "../../ui/Icon"
import { Screen } from "../../ui/Screen"
import { isFinal, serviceOf, stateTitle } from "./catalogue"
import { Connection, usePhone, useTown } from "./context"
import { Cards } from "./overs"
import type { View } from "./phone"
import { Menu } from "./pieces"
import { go } from "./route"
import { QueueStrip } from "./Strips"
import { forHelper } from "./turns"
import "./screens.css"

export function Helper({ all }: { all?: boolean }) {
  const { phone, view } = usePhone()
  const [menu, setMenu] = useState(false)
  const now = useTown(5000)
  const { rw, rt } = place(view.area)
  const open = (view.live?.board?.cases ?? []).filter((one) => !faceOf(one.service).apart && !isFinal(view.services, one.service, one.state))
  const isMine = (one: Facts) => view.details[one.id]?.answer.case.holder?.mine ?? false
  const isHeld = (one: Facts) => faceOf(one.service).held?.includes(one.state) ?? false
  const mine = open.filter((one) => isMine(one))
  const others = open.filter((one) => !mine.includes(one) && (all || forHelper(view.services, one)))
  const held = others.filter(isHeld)
  const free = others.filter((one) => !held.includes(one))

  // Who holds a case is no public fact; what this phone has in hand it read before, and remembers.
  useEffect(() => {
    for (const one of open) if (isHeld(one)) void phone.recallCase(one.id)
  }, [open.map(({ id }) => id).join()])

  return (
    <Screen
      title={t(all ? "allReports" : "helperTitle")}
      note={<Connection view={view} now={now} />}
      lurik={{ rw, rt }}
      strip={<QueueStrip view={view} now={now} />}
      tools={
        <>
          <button type="button" class="round apart" aria-label={t("toHome")} onClick={() => go("beranda")}><Icon name="house" /></button>
          <button type="button" class="round" aria-label={t("menu")} onClick={() => setMenu(true)}><Icon name="menu" /></button>
        </>
      }
    >
      <Cards />
      <Section title={t("helperMine")} cases={mine} view={view} states />
      <Section title={t(all ? "allReports" : "helperFree")} cases={free} view={view} states={all ?? false} />
      <Section title={t("helperHeld")} cases={held} view={view} states />
      {mine.length + others.length === 0 && (view.live?.board ? <Empty title={t("helperEmpty")}>{t("helperEmptyHint")}</Empty> : <Loading label={t("loading")} />)}
      {menu && <Menu onClose={() => setMenu(false)} />}
    </Screen>
  )
}

function Section({ title, cases, view, states }: { title: string; cases: Facts[]; view: View; states?: boolean }) {
  if (cases.length === 0) return null
  return (
    <>
      <div class="section"><h2>{title}</h2><span class="note">{t("openCases", { n: cases.length })}</span></div>
      <ul class="card rows">
        {cases.map((one) => (
          <li key={one.id}>
            <button type="button" class="opener" onClick={() => go("kasus", one.id)}>
              <Drum step={drumStep(one, isFinal(view.services, one.service, one.state))} />
              <span>
                <b>{caseTitle(serviceOf(view.services, one.service), view.details[one.id]?.answer.case.data)}</b>
                <span class="note">{[placeName(one.area), caseNumber(one.id), states ? stateTitle(view.services, one) : ""].filter(Boolean).join(" · ")}</span>
              </span>
              <Icon name="forward" />
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
