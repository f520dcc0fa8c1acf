// The head's inbox: the most urgent one open with one big answer, the others as rows. It works without a network too.
import { useEffect, useState } from "preact/hooks"
import { houseNumber, place, placeName, plateLines } from "../../core/area"
import { t } from "../../words/duty"
import { byUrgency } from "../../core/board"
import type { Entry } from "../../core/outbox"
import type { Facts } from "../../core/wire"
import { caseNumber, caseTitle, faceOf } from "../../services/face"
import { offersOf, storyOf } from "../../services/story"
import { Clock } from "../../ui/Clock"
import { Empty, Loading } from "../../ui/Empty"
import { Icon } from "../../ui/Icon"
import { Answered, InboxCard, InboxRow } from "../../ui/Inbox"
import { Screen } from "../../ui/Screen"
import { moveOf, serviceOf } from "./catalogue"
import { UrgentMark } from "./UrgentMark"
import { usePhone, useTown } from "./context"
import { gate, houseName } from "./gate"
import { rank, useMoves } from "./moves"
import { Cards } from "./overs"
import type { Phone, View } from "./phone"
import { Offer } from "./offer"
import { Photos } from "../photo/Photos"
import { Menu, StandsIn } from "./pieces"
import { go } from "./route"
import { QueueStrip } from "./Strips"
import { clockProps, hour, moment, strings, who } from "./text"
import { waitsForHead } from "./turns"
import { Wrong } from "./Wrong"
import "./screens.css"

const grace = 8000
const lingers = 20_000

export function Inbox() {
  const { phone, view } = usePhone()
  const [menu, setMenu] = useState(false)
  const now = useTown()
  const answered = view.queue.filter((entry) => entry.case !== entry.key && !faceOf(entry.service).apart)
  const waiting = (view.live?.board?.cases ?? [])
    .filter((one) => waitsForHead(view.services, view.account, one))
    .filter((one) => !answered.some((entry) => entry.case === one.id && stillAnswers(entry, one)))
    .sort(byUrgency)
  const [first, ...others] = waiting
  // The next few are read too: their rows say what is asked and for which house, and answering works without a signal.
  const ahead = others.slice(0, 4)
  useEffect(() => {
    for (const one of ahead) void phone.readIfOlder(one).catch(() => undefined)
  }, [ahead.map((one) => one.id + one.version).join(), view.online])
  // A neighbour without a signal comes to this phone; by then it must be able to read a code without one too.
  const linked = view.live?.line === "live"
  useEffect(() => {
    if (linked) void import("./carry/decode").then(({ decoder }) => decoder()).catch(() => undefined)
  }, [linked])
  const { rw, rt } = place(view.area)
  const name = view.account.name
  return (
    <Screen
      title={t("inboxOf", { place: plateLines(view.area)[0] ?? placeName(view.area) })}
      note={t("inboxCount", { n: waiting.length, name })}
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
      <StandsIn />
      {answered.filter((entry) => entry.state === "refused").map((entry) => <Wrong key={entry.key} entry={entry} />)}
      {answered.filter((entry) => entry.state !== "refused" && now - entry.storedAt < lingers).reverse().slice(0, 2).map((entry) => (
        <Said key={entry.key} entry={entry} phone={phone} view={view} now={now} />
      ))}
      {first && <First key={first.id} facts={first} now={now} />}
      {others.length > 0 && (
        <ul class="card rows">
          {others.map((one) => <InboxRow key={one.id} {...row(one, view, now)} onOpen={() => go("kasus", one.id)} />)}
        </ul>
      )}
      {!first && (view.live?.board ? <Empty title={t("inboxEmpty")}>{t("inboxEmptyHint")}</Empty> : <Loading label={t("loading")} />)}
      <Offer />
      {menu && <Menu onClose={() => setMenu(false)} />}
    </Screen>
  )
}

/** An answer stands until the server shows the case changed after it. */
const stillAnswers = (entry: Entry, facts: Facts): boolean =>
  entry.state === "stored" || entry.state === "sending" || (entry.state === "sent" && (entry.answer?.version ?? 0) >= facts.version)

/** "sampai 14.40, lalu Ketua RW", for a closed row. */
export function until(facts: Facts, now: number, zone: string): string {
  if (!facts.due) return ""
  const time = moment(Date.parse(facts.due), now, zone)
  return facts.next ? t("untilThen", { time, next: who(facts.next) }) : t("untilOnly", { time })
}

function row(facts: Facts, view: View, now: number): { house?: string; title: string; note: string } {
  const detail = view.details[facts.id]?.answer.case
  const household = detail?.household ?? null
  return {
    house: gate(view.houses[household ?? ""]) || houseNumber(household) || "RT " + String(place(facts.area).rt ?? "").padStart(2, "0"),
    title: caseTitle(serviceOf(view.services, facts.service), detail?.data),
    note: until(facts, now, view.zone) || caseNumber(facts.id),
  }
}

function First({ facts, now }: { facts: Facts; now: number }) {
  const { phone, view } = usePhone()
  const { start, sheet } = useMoves(facts, grace)
  const [failed, setFailed] = useState(false)
  const [tries, again] = useState(0)
  const detail = view.details[facts.id]?.answer

  useEffect(() => {
    let timer = 0
    void phone.recallCase(facts.id)
    // A server that could not answer just now is asked again.
    void phone.read(facts.id).then(() => setFailed(false), () => (setFailed(true), (timer = window.setTimeout(again, grace, tries + 1))))
    return () => clearTimeout(timer)
  }, [facts.id, facts.version, view.online, tries])

  const { offers, main: wanted } = detail ? offersOf(detail) : { offers: [], main: undefined }
  const { main, halves, link } = rank(facts.service, offers, wanted)
  const clock = clockProps(facts, now, view.zone, true)
  const act = (offer: typeof main) => (offer ? { word: offer.title, onClick: () => start(offer) } : undefined)
  const house = houseName(view, detail?.case.household ?? null)
  const brief = detail && storyOf(facts.service).brief?.(detail.case.data, facts)
  const note = strings(detail?.case.data["note"])
  return (
    <>
      <InboxCard
        {...(house ? { house } : {})}
        badge={facts.priority === "biasa" ? undefined : <UrgentMark />}
        title={caseTitle(serviceOf(view.services, facts.service), detail?.case.data)}
        text={detail ? brief && note ? <>{brief}<br />{note}</> : brief || note : failed ? t("notYetRead") : t("loading")}
        clock={<>{detail && <Photos data={detail.case.data} />}{clock && <Clock {...clock} quiet />}</>}
        {...only("main", act(main))}
        halves={halves.flatMap((offer) => act(offer) ?? [])}
        {...only("link", act(link))}
      />
      {sheet}
    </>
  )
}

const only = <K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } => (value ? { [name]: value } : {}) as { [key in K]?: V }

function Said({ entry, phone, view, now }: { entry: Entry; phone: Phone; view: View; now: number }) {
  const title = moveOf(view.services, entry.service, entry.move)?.title ?? entry.title
  const undoable = entry.state === "stored" && entry.tries === 0 && now < entry.notBefore
  const note = entry.state === "sent" ? t("answeredSent") : view.online ? t("answeredStored") : t("answeredOffline")
  return (
    <Answered
      title={t("answeredAt", { title, time: hour(entry.storedAt, view.zone) })}
      text={storyOf(entry.service).after?.(entry.move) ?? ""}
      note={note}
      {...only("undo", undoable ? { word: t("undo"), onClick: () => void phone.outbox.withdraw(entry.key) } : undefined)}
    />
  )
}
