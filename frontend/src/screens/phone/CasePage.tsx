// One case: its trip, its clock, what may be done now. Kept content first, then the server's.
import { useEffect, useState } from "preact/hooks"
import { placeName } from "../../core/area"
import { t } from "../../words/pages"
import { Problem } from "../../core/problem"
import type { CaseDetail, Offer } from "../../core/wire"
import { caseNumber, caseTitle, faceOf } from "../../services/face"
import { offersOf, storyOf } from "../../services/story"
import { Button } from "../../ui/Button"
import { Empty, Loading } from "../../ui/Empty"
import { Screen } from "../../ui/Screen"
import { Sheet } from "../../ui/Sheet"
import { Timeline } from "../../ui/Timeline"
import { isFinal, serviceOf } from "./catalogue"
import { Codes, Facts } from "./CaseParts"
import { homeOf, usePhone, useTown } from "./context"
import { houseName } from "./gate"
import { Missing } from "./Missing"
import { momentsOf } from "./moments"
import { rank, useMoves } from "./moves"
import type { View } from "./phone"
import { AskedDays } from "./pieces"
import { isErased } from "./own/facts"
import { putAway } from "./own/local"
import { back, go, goInstead } from "./route"
import { QueueStrip } from "./Strips"
import { Share } from "./Share"
import { clockProps, moment } from "./text"
import { Wrong } from "./Wrong"
import "./screens.css"

// Whether a head has opened it is no event, and a report that concerns no household is on no line of one: who watches asks now and then.
const lookAgain = 30_000

export function CasePage({ id }: { id: string }) {
  const { phone, view } = usePhone()
  const now = useTown()
  const [failed, setFailed] = useState<"missing" | "unreachable" | null>(null)
  const [fresh, setFresh] = useState(false)
  const [leaving, leave] = useState(false)
  const detail = view.details[id]
  const facts = detail?.answer.case
  const { start, sheet } = useMoves(facts)
  const opening = view.queue.find((entry) => entry.key === id)
  const known = !opening || opening.state === "sent"
  // The line says that something happened; what it was is read again, because somebody is looking.
  const changed = view.live?.recent.find((event) => event.case === id)?.id

  useEffect(() => {
    setFailed(null)
    void phone.recallCase(id)
    if (known)
      void phone.read(id).then(
        () => setFresh(true),
        (problem: unknown) => {
          setFresh(false)
          setFailed(problem instanceof Problem && problem.refusal.status === 404 ? "missing" : "unreachable")
        },
      )
  }, [id, known, changed, view.online])

  const waits = facts && (facts.household ? facts.due_for === "pass_on" && !detail.answer.seen : !isFinal(view.services, facts.service, facts.state))
  const unread = waits && isMine(facts, view)
  useEffect(() => {
    if (!unread) return
    const timer = setInterval(() => void phone.read(id).catch(() => undefined), lookAgain)
    return () => clearInterval(timer)
  }, [id, unread])

  if (failed === "missing") return <Missing />
  const frame = { back, lurik: homeOf(view).lurik, strip: <QueueStrip view={view} now={now} besides={id} /> }
  if (!detail || !facts)
    return (
      <Screen {...frame} title={opening?.title ?? caseNumber(id)}>
        {failed ? <Empty title={caseNumber(id)}>{t("notYetRead")}</Empty> : <Loading label={t("loading")} />}
      </Screen>
    )

  const service = serviceOf(view.services, facts.service)
  const story = storyOf(facts.service)
  const pending = view.queue.filter((entry) => entry.case === id && entry.key !== id && entry.state !== "sent")
  const wrong = pending.find((entry) => entry.state === "refused")
  const erased = isErased(view, facts)
  const { offers, main: wanted } = offersOf(detail.answer)
  const { main, halves, link } = rank(facts.service, pending.length > 0 || erased ? [] : offers, wanted)
  const clock = clockProps(facts, now, view.zone)
  const mine = isMine(facts, view)
  const begin = (offer: Offer) => {
    const place = mine && story.places?.[offer.name]
    if (place) go(place)
    else start(offer)
  }
  const final = isFinal(view.services, facts.service, facts.state)
  const bar = (
    <>
      {mine && !main && !final && <p class="note wide">{t("noNeedToWait")}</p>}
      {main && <Button kind="main" icon="check" onClick={() => begin(main)}>{main.title}</Button>}
      {halves.map((offer) => <Button key={offer.name} kind="half" onClick={() => start(offer)}>{offer.title}</Button>)}
      {facts.holder?.mine && facts.state === "handed_over" && <Button kind="half" icon="code" onClick={() => go("minta-saksi", id)}>{t("witnessShow")}</Button>}
      {mine && clock && <Share id={id} sentence={clock.sentence} />}
      {link && <Button kind="link" onClick={() => start(link)}>{link.title}</Button>}
      {story.private && <Button kind="link" onClick={() => leave(true)}>{t("putAway")}</Button>}
    </>
  )
  const shown = main || halves.length > 0 || mine || facts.holder?.mine
  return (
    <Screen {...frame} title={caseTitle(service, facts.data)} note={`${caseNumber(id)} · ${whose(facts, view)}`} bar={shown ? bar : undefined}>
      {!fresh && failed && <p class="note">{t("keptAsOf", { time: moment(detail.at, now, view.zone) })}</p>}
      {wrong && <Wrong entry={wrong} />}
      {erased && <p class="card"><b>{t("erased")}</b></p>}
      <Codes facts={facts} />
      {faceOf(facts.service).asks?.includes(facts.state) && <AskedDays answer={detail.answer} now={now} />}
      <Timeline moments={momentsOf(detail.answer, view, now, opening, pending.filter((entry) => entry !== wrong))} />
      <Facts service={service} facts={facts} mine={mine} moment={(at) => moment(at, now, view.zone)} />
      {sheet}
      {leaving && (
        <Sheet title={t("putAwayAsk")} hint={t("putAwayHint")} open onClose={() => leave(false)}>
          <Button kind="main" onClick={() => void putAway(phone, id).then(() => goInstead("data", "langsung"))}>{t("putAway")}</Button>
        </Sheet>
      )}
    </Screen>
  )
}

/** The own household's, or, where it concerns none, what this person filed. */
const isMine = ({ household, id }: CaseDetail, view: View): boolean =>
  household === null ? view.mine.some((one) => one.id === id) : household === view.account.household

function whose(facts: CaseDetail, view: View): string {
  if (isMine(facts, view)) return t(facts.household ? "ofHousehold" : "directOwn")
  return [houseName(view, facts.household), placeName(facts.area)].filter(Boolean).join(", ")
}
