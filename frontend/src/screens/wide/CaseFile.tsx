// An opened case for an office: what was asked, whose turn it is, what happened, and what this person may do now.
import type { ComponentChildren } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import { houseNumber, plateLines } from "../../core/area"
import { t } from "../../words/wide"
import type { CaseAnswer, Offer, Service } from "../../core/wire"
import { caseNumber, caseTitle, drumStep } from "../../services/face"
import { offersOf, storyOf } from "../../services/story"
import { told } from "../../services/told"
import { Button } from "../../ui/Button"
import { Clock } from "../../ui/Clock"
import type { Values } from "../../ui/formCheck"
import { Icon } from "../../ui/Icon"
import { Plate } from "../../ui/Plate"
import { Timeline } from "../../ui/Timeline"
import { ZoneShape } from "../../ui/Zone"
import { isFinal, serviceOf, stateTitle } from "../phone/catalogue"
import { moment } from "../phone/text"
import { Photos } from "../photo/Photos"
import { act, type Outcome } from "./act"
import { Ask } from "./Ask"
import { dueOf } from "./due"
import { Glance } from "./Glance"
import { arrange, asks, withPeople, type Person } from "./offers"
import { signedOut } from "./signedOut"
import type { Office } from "./start"
import { useServerNow } from "./useLive"

export type CaseFileProps = {
  office: Office
  answer: CaseAnswer
  skew: number
  /** After a move was taken: read the case again. */
  onActed: () => void
  /** Keys shown on the buttons of a desk, by place: the filled one, then the first half. */
  keys?: readonly string[]
  /** Grows by one when the key of a button was pressed elsewhere on the page. */
  pressed?: { key: string; n: number }
  /** What one kind of case needs beside what every case says. */
  children?: ComponentChildren
  /** What is known of the household, above what was asked. */
  first?: ComponentChildren
  /** What should be read before the buttons. */
  warning?: ComponentChildren
  /** The address, where the page knows more of it than the number. */
  address?: string | undefined
}

/** Who can be named by a move that puts the case into somebody's hands; nobody until the server has said. */
function useHelpers({ api }: Office, area: string, moves: readonly Offer[]): readonly Person[] {
  const [people, setPeople] = useState<readonly Person[]>([])
  const named = moves.some((offer) => offer.schema.properties?.["holder"])
  useEffect(() => {
    if (named) api.helpers(area).then(setPeople, () => setPeople([]))
  }, [api, area, named])
  return people
}

export function CaseFile({ office, answer, skew, onActed, keys = [], pressed, children, first, warning, address }: CaseFileProps) {
  const { case: one, timeline } = answer
  const { offers: moves, main: wanted } = offersOf(answer)
  const service = serviceOf(office.services, one.service)
  const now = useServerNow(skew)
  const zone = office.account.time_zone
  const mark = storyOf(one.service).mark?.(one, one.data)
  const glance = storyOf(one.service).glance?.(answer, now, zone)
  const clock = dueOf(one, now, zone)
  const people = useHelpers(office, one.area, moves)
  const { main, rest } = arrange(service, one.state, withPeople(moves, people), wanted)
  const [asking, ask] = useState<Offer | null>(null)
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)

  async function settle(work: Promise<Outcome>): Promise<void> {
    setBusy(true)
    const result = await work
    setBusy(false)
    if (result.kind === "refused" && result.problem.signedOut) return signedOut()
    setOutcome(result)
    if (result.kind === "done") ask(null)
    if (result.kind !== "unknown") onActed()
  }

  // The same asked again after silence is the same command under its own key, wherever it is pressed.
  const sent = useRef("")
  const send = (offer: Offer, body: Values) => {
    const asked = JSON.stringify([offer.name, body])
    const again = outcome?.kind === "unknown" && sent.current === asked ? outcome.again : null
    sent.current = asked
    return settle(again ? again() : act(office.api, one.service, offer.name, { ...body, case: one.id, version: one.version }))
  }
  const press = (offer: Offer) => {
    setOutcome(null)
    if (asks(offer.schema)) ask(offer)
    else void send(offer, {})
  }

  // Only a key pressed while this case lies open counts; one pressed for the case before is not for this one.
  const heard = useRef(pressed?.n)
  useEffect(() => {
    if (!pressed || heard.current === pressed.n) return
    heard.current = pressed.n
    const offer = [main, ...rest][keys.indexOf(pressed.key)]
    if (offer && !busy && !asking) press(offer)
  }, [pressed?.n])

  return (
    <section class="file" aria-label={caseTitle(service, one.data)}>
      <header>
        <div>
          <h2>{caseTitle(service, one.data)}</h2>
          <p class="note">{[one.household && t("houseNo", { n: houseNumber(one.household) }), address, caseNumber(one.id).replace(" ", "\u00a0")].filter(Boolean).join(" · ")}</p>
        </div>
        <Plate lines={plateLines(one.area)} />
      </header>
      <div class="reading" tabIndex={0}>
        {first}
        <Data service={service} data={one.data} moment={(at) => moment(at, now, zone)} />
        <Photos data={one.data} />
        <p class="stands"><b>{mark && <ZoneShape shape={mark.shape} size="1.25em" />}{mark ? `${mark.word} · ` : ""}{stateTitle(office.services, one)}</b>{one.holder && <span>{one.holder.mine ? t("plateMine") : one.holder.name}</span>}</p>
        {clock && <Clock {...clock} />}
        {children}
        {glance && <Glance {...glance} />}
        <Timeline moments={timeline.map((entry) => ({
          id: entry.id,
          step: drumStep({ service: one.service, state: entry.state }, isFinal(office.services, one.service, entry.state)),
          word: storyOf(one.service).past?.(entry.type, entry.by.title) || [entry.title, entry.by.title].filter(Boolean).join(" · "),
          time: moment(Date.parse(entry.at), now, zone),
          phase: "past" as const,
        }))} />
      </div>
      <div class="doing">
        {main && warning}
        {outcome?.kind === "refused" && <p class="why" role="alert"><Icon name="alert" /><span>{outcome.problem.message || t("refused")}{one.holder && !one.holder.mine && " " + t("takenAlready", { who: one.holder.name })}</span></p>}
        {outcome?.kind === "unknown" && (
          <p class="why" role="alert"><Icon name="alert" /><span>{t("unknownOutcome")} <button type="button" class="again" onClick={() => void settle(outcome.again())}>{t("tryAgain")}</button></span></p>
        )}
        {main && <Button kind="main" disabled={busy} onClick={() => press(main)}>{main.title}{keys[0] && <kbd>{keys[0].toUpperCase()}</kbd>}</Button>}
        {rest.length > 0 && (
          <div class="halves">
            {rest.map((offer, i) => (
              <Button key={offer.name} kind="half" disabled={busy} onClick={() => press(offer)}>{offer.title}{keys[i + 1] && <kbd>{keys[i + 1]!.toUpperCase()}</kbd>}</Button>
            ))}
          </div>
        )}
      </div>
      {asking && <Ask offer={asking} busy={busy} outcome={outcome} onClose={() => ask(null)} onSend={(body) => void send(asking, body)} />}
    </section>
  )
}

/** What this viewer may read of the case, without what the title already says. */
function Data({ service, data, moment }: { service: Service | undefined; data: Record<string, unknown>; moment: (at: number) => string }) {
  const inTitle = caseTitle(service, data).split(/[\s,:]+/)
  const rows = told(service, data, moment).filter(({ said }) => !said.split(/\s+/).every((word) => inTitle.includes(word)))
  if (rows.length === 0) return null
  return (
    <dl class="data">
      {rows.map(({ name, title, said }) => <div key={name} class={title.length + said.length > 40 ? "long" : undefined}><dt>{title}</dt><dd>{said}</dd></div>)}
    </dl>
  )
}
