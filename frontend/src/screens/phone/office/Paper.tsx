// "Isi dari kertas": a stack of forms typed into the outbox, one after another, with or without a signal.
import { placeName, withoutHouse } from "../../../core/area"
import { Button } from "../../../ui/Button"
import { Loading } from "../../../ui/Empty"
import { Screen } from "../../../ui/Screen"
import { t } from "../../../words/office"
import { homeOf, usePhone, useTown } from "../context"
import { lazily, nothing } from "../lazily"
import { back, goInstead } from "../route"
import { QueueStrip } from "../Strips"
import { Before } from "./Before"
import { filings } from "./filings"
import { writers } from "./posts"
import { Finder } from "./Finder"
import { Sheets } from "./Sheets"
import { counted, sheetsOf, valueOf } from "./stack"
import { useHouses, useRts } from "./useRts"
import { useStack } from "./useStack"

// A form with its danger screen weighs as much as everything around it.
const Typing = lazily(() => import("./Typing").then((part) => part.Typing), nothing)

export function Paper() {
  const { phone, view } = usePhone()
  const now = useTown()
  const table = useStack(phone.store)
  const rts = useRts(writers(view.account))
  const rt = table.stack?.rt ?? ""
  const houses = useHouses(rt ? [rt] : []) ?? Object.entries(view.houses).flatMap(([area, label]) => (withoutHouse(area) === rt ? [{ area, label }] : []))
  const found = filings(view.services, view.account)
  const { stack, draft, known, write, begin, end } = table
  const filing = found.find(({ id }) => id === stack?.filing)
  const sheets = stack ? sheetsOf(view.queue, stack) : []
  const frame = { title: t("paperTitle"), back, lurik: homeOf(view).lurik, strip: <QueueStrip view={view} now={now} here /> }
  if (!known || found.length === 0 || rts.length === 0) return <Screen {...frame} note={placeName(view.area)}><Loading label={t("loading")} /></Screen>
  if (!stack?.typing || !filing) return <Before frame={{ ...frame, note: placeName(stack?.rt ?? rts[0]!) }} stack={stack} rts={rts} found={found} onBegin={begin} />
  const mend = (key: string) => {
    const entry = sheets.find((one) => one.key === key)
    if (!entry) return
    const id = `${entry.service}/${entry.move}`
    if (id !== stack.filing) begin({ ...stack, filing: id })
    write({ house: String(entry.body["household"] ?? ""), value: valueOf(entry), mending: key })
    scrollTo(0, 0)
  }
  return (
    <Screen {...frame} note={<span role="status">{t("paperCount", counted(sheets))}</span>}>
      <button type="button" class="button half said-once" onClick={() => begin({ ...stack, typing: false })}>
        <span>{[rts.length > 1 ? placeName(stack.rt) : "", filing.title, t(consentWord[stack.consent] ?? "consentWritten")].filter(Boolean).join(" · ")}</span>
        <b>{t("paperChange")}</b>
      </button>
      <Typing key={draft.mending ?? "new"} HouseField={Finder} stack={stack} draft={draft} filing={filing} sheets={sheets} houses={houses} onWrite={write} />
      {sheets.length > 0 && (
        <>
          <h2>{t("paperStack")}</h2>
          <Sheets sheets={sheets} onMend={mend} />
          <Button kind="half" onClick={() => { end(); goInstead("tugas") }}>{t("paperDone")}</Button>
        </>
      )}
    </Screen>
  )
}

const consentWord: Record<string, "consentWritten" | "consentSpoken" | "consentEmergency"> = { written: "consentWritten", spoken: "consentSpoken", emergency: "consentEmergency" }
