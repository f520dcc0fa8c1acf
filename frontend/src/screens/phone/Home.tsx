// The neighbour's home: the choices, then what my household asked for, with its clock. All of it in the first screen.
import { useState } from "preact/hooks"
import { t } from "../../core/i18n"
import { serves } from "../../core/session"
import { minuteOfDay } from "../../core/time"
import { caseNumber, caseTitle, drumStep, faceOf, ownPetals, type Petal } from "../../services/face"
import { CaseCard } from "../../ui/Card"
import { Clock } from "../../ui/Clock"
import { Empty, Loading } from "../../ui/Empty"
import { Icon } from "../../ui/Icon"
import { Petals, type Choice } from "../../ui/Petals"
import { Screen } from "../../ui/Screen"
import { forHouseholds, isFinal, openings, serviceOf, stateTitle, urgentPage } from "./catalogue"
import { Connection, homeOf, usePhone, useTown } from "./context"
import type { View } from "./phone"
import { AskedCards, Cards, DailyCard, Duties, Menu, News } from "./pieces"
import { go } from "./route"
import { QueueStrip } from "./Strips"
import { clockProps, moment, reader } from "./text"
import { Unsent } from "./Unsent"

export function Home() {
  const { view } = usePhone()
  const [menu, setMenu] = useState(false)
  const now = useTown()
  const { lurik, plate } = homeOf(view)
  return (
    <Screen
      title={greeting(view, now)}
      note={<Connection view={view} now={now} />}
      lurik={lurik}
      {...(plate.length > 0 ? { plate } : {})}
      strip={<QueueStrip view={view} now={now} />}
      tools={<button type="button" class="round" aria-label={t("menu")} onClick={() => setMenu(true)}><Icon name="menu" /></button>}
    >
      <Petals choices={choices(view)} onPick={pick} onHold={() => go(...(urgentPage(view) ?? ["darurat"]))} />
      <Cards />
      {serves(view.account) && <Duties />}
      {view.mine.some((one) => faceOf(one.service).daily?.includes(one.state)) && <DailyCard />}
      {view.mine.some((one) => faceOf(one.service).asks?.includes(one.state)) && <AskedCards />}
      <Reports view={view} now={now} />
      {view.services.length > 0 && <News />}
      {menu && <Menu onClose={() => setMenu(false)} />}
    </Screen>
  )
}

/** Illness first, then need, then guests; what the town adds comes last. */
const places = ["ill", "help", "guest", "plus"]

function choices(view: View): Choice[] {
  const choice = (service: string, move: string, petal: Petal): Choice => ({ id: service + "/" + move, word: petal.word(), icon: petal.icon, tone: "nila" })
  const made = openings(view.services, view.account).flatMap(({ service, move }): Choice[] => {
    const { petals, aside, apart } = faceOf(service.name)
    const known = petals?.[move.name] ?? (!aside && !apart && !service.inner && move.roles.includes("resident") && { icon: "plus", word: () => move.title })
    return known ? [choice(service.name, move.name, known)] : []
  })
  if (view.services.length === 0) made.push(...ownPetals().map(({ service, move, petal }) => choice(service, move, petal)))
  made.sort((a, b) => places.indexOf(a.icon) - places.indexOf(b.icon))
  return [...made, { id: "darurat", word: t("emergency"), icon: "drum", tone: "bata", ...(urgentPage(view) ? { note: t("holdTwo") } : {}) }]
}

const pick = (id: string): void => (id === "darurat" ? go("darurat") : go("lapor", ...id.split("/")))

function greeting(view: View, now: number): string {
  const minute = minuteOfDay(now, view.zone)
  const name = view.account.name.split(" ").slice(0, view.account.name.match(/^(Bu|Pak|Mas|Mbak) /) ? 2 : 1).join(" ")
  const part = minute < 240 ? 3 : minute < 600 ? 0 : minute < 900 ? 1 : minute < 1080 ? 2 : 3
  // Javanese is spoken where people greet so: Central Java and Yogyakarta.
  const javanese = /^3[34]\./.test(view.account.household ?? view.area)
  const words = javanese ? (["morningJ", "noonJ", "afternoonJ", "nightJ"] as const) : (["morning", "noon", "afternoon", "night"] as const)
  return t(words[part]!, { name })
}

function Reports({ view, now }: { view: View; now: number }) {
  const onHome = ({ service }: { service: string }) => forHouseholds(view.services, service) && !faceOf(service).aside && !faceOf(service).apart
  const waiting = view.queue.filter((entry) => entry.key === entry.case && entry.state !== "sent" && onHome(entry))
  const mine = view.mine.filter(onHome)
  const open = mine.filter((one) => !isFinal(view.services, one.service, one.state))
  const past = mine.filter((one) => !open.includes(one)).slice(0, 5)
  const running = open.length + waiting.length
  if (!view.known) return <Loading label={t("loading")} cards={1} />
  if (waiting.length + mine.length === 0)
    return <Empty title={t("noReports")}>{t("noReportsHint")}</Empty>
  return (
    <>
      <div class="section"><h2>{t("myReports")}</h2>{running > 0 && <span class="note">{t("running", { n: running })}</span>}</div>
      {waiting.map((entry) => <Unsent key={entry.key} entry={entry} view={view} />)}
      {[...open, ...past].map((facts) => {
        const clock = clockProps(facts, now, view.zone)
        const service = serviceOf(view.services, facts.service)
        const detail = view.details[facts.id]?.answer
        const read = detail?.seen ? t("readBy", { who: reader(detail.seen) }) + " " + moment(Date.parse(detail.seen.at), now, view.zone) : ""
        const state = facts.state === "filed" && read ? read : stateTitle(view.services, facts)
        return (
          <CaseCard
            key={facts.id}
            title={caseTitle(service, detail?.case.data)}
            note={`${caseNumber(facts.id)} · ${state}`}
            glyph={clock ? null : drumStep(facts, isFinal(view.services, facts.service, facts.state))}
            clock={clock && <Clock {...clock} />}
            onOpen={() => go("kasus", facts.id)}
          />
        )
      })}
    </>
  )
}
