// Erasure: two choices in plain words, asked once more, and 72 hours in which it can be called off.
import { useEffect, useState } from "preact/hooks"
import { withoutHouse } from "../../../core/area"
import { optionTitle } from "../../../core/options"
import { Button } from "../../../ui/Button"
import { Icon } from "../../../ui/Icon"
import { Screen } from "../../../ui/Screen"
import { Sheet } from "../../../ui/Sheet"
import { faceOf } from "../../../services/face"
import { t } from "../../../words/own"
import { forHouseholds, isFinal, moveOf } from "../catalogue"
import { homeOf, usePhone, useTown } from "../context"
import type { View } from "../phone"
import { back } from "../route"
import { QueueStrip } from "../Strips"
import { moment, strings } from "../text"
import { Wrong } from "../Wrong"
import { erasureOf } from "./facts"
import { Held, Waiting } from "./Waiting"

const service = "privacy"
const choices = [
  { what: "reports", word: "eraseReports", text: "eraseReportsText", ask: "eraseAskReports" },
  { what: "everything", word: "eraseAll", text: "eraseAllText", ask: "eraseAskAll" },
] as const

type Choice = (typeof choices)[number]

/** What still runs for this household: nothing is erased under somebody's hands. */
const running = (view: View): number =>
  view.mine.filter((one) => !faceOf(one.service).aside && forHouseholds(view.services, one.service) && !isFinal(view.services, one.service, one.state)).length

export function Erase() {
  const { phone, view } = usePhone()
  const now = useTown()
  const [chosen, choose] = useState<Choice | null>(null)
  const [asking, ask] = useState(false)
  const { facts, pending, refused } = erasureOf(view)
  const open = running(view)
  const asked = facts?.state === "asked" ? facts : null
  const wish = asked && choices.find(({ what }) => what === view.details[asked.id]?.answer.case.data["what"])
  const what = (asked ? wish : chosen)?.what
  useEffect(() => {
    if (asked) void phone.readIfOlder(asked).catch(() => undefined)
  }, [asked?.id])
  const may = !asked && !pending && open === 0

  const send = ({ what }: Choice) => {
    ask(false)
    void phone.act({ service, move: "ask_erasure", title: t("eraseTitle"), body: { area: withoutHouse(view.account.household ?? view.area), what } })
  }
  const keep = (id: string) => void phone.act({ service, move: "keep", title: t("eraseKeep"), case: id, body: { case: id } })
  const bar = pending ? undefined : asked
    ? <Button kind="main" onClick={() => keep(asked.id)}>{t("eraseKeep")}</Button>
    : may ? <p class="wide"><Button kind="danger" disabled={!chosen} onClick={() => ask(true)}>{t("eraseTitle")}</Button></p> : undefined

  return (
    <Screen title={t("eraseTitle")} back={back} lurik={homeOf(view).lurik} strip={<QueueStrip view={view} now={now} {...(refused ? { besides: refused.case } : {})} />} {...(bar ? { bar } : {})}>
      {refused && <Wrong entry={refused} />}
      {pending && <Held entry={pending} now={now} view={view} />}
      {wish && <h2>{t(wish.word)}</h2>}
      {asked && !pending && <Waiting facts={asked} now={now} view={view} say={(when) => t("eraseDue", { when })} />}
      {!asked && !pending && <Before view={view} now={now} />}
      {may && <Choices chosen={chosen} onChoose={choose} />}
      {!asked && !pending && open > 0 && <p class="card because"><Icon name="alert" /><span>{t("eraseOpen", { n: open })}</span></p>}
      <h2>{t("eraseStays")}</h2>
      <p>{t("eraseStaysText")}{" " + t(what === "reports" ? "eraseStaysDirect" : "eraseStaysOthers")}</p>
      {may && <p class="note">{t("eraseWait")}</p>}
      {asking && chosen && (
        <Sheet title={t(chosen.ask)} hint={t("eraseNever")} open onClose={() => ask(false)}>
          <p>{t("eraseWait")}</p>
          <Button kind="danger" onClick={() => send(chosen)}>{t("eraseYes")}</Button>
        </Sheet>
      )}
    </Screen>
  )
}

/** How the last wish ended. */
function Before({ view, now }: { view: View; now: number }) {
  const { phone } = usePhone()
  const { facts } = erasureOf(view)
  const refused = facts?.state === "refused" ? facts.id : null
  useEffect(() => {
    if (refused) void phone.read(refused).catch(() => undefined)
  }, [refused])
  const words = { erased: "eraseDone", held: "eraseHeld", refused: "eraseRefused" } as const
  const word = facts && words[facts.state as keyof typeof words]
  if (!word) return null
  const data = (refused && view.details[refused]?.answer.case.data) || {}
  const why = [optionTitle(moveOf(view.services, service, "refuse")?.schema, "reason", data["reason"]), strings(data["answer"])].filter(Boolean).join(". ")
  return <p class="card"><b>{t(word, { when: moment(Date.parse(facts.since), now, view.zone), why })}</b></p>
}

function Choices({ chosen, onChoose }: { chosen: Choice | null; onChoose: (choice: Choice) => void }) {
  return (
    <fieldset class="field">
      <legend>{t("eraseWhat")}</legend>
      <div class="picks column">
        {choices.map((one) => (
          <label key={one.what} class={one === chosen ? "button pick on" : "button pick"}>
            <input class="unseen" type="radio" name="what" checked={one === chosen} onChange={() => onChoose(one)} />
            <span>{t(one.word)}<span class="note">{t(one.text)}</span></span>
            {one === chosen && <Icon name="check" />}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
