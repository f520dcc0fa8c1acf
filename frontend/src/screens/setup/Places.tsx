// How many RWs, and how many RTs each. Two numbers fill all rows; only what differs is typed. Written again with more, it adds.
import { useState } from "preact/hooks"
import { place } from "../../core/area"
import { Button } from "../../ui/Button"
import { t } from "../../words/setup"
import { Frame, said } from "./Frame"
import { Count, Picks, Trouble } from "./Line"
import { added, highest, linesOf } from "./make"
import type { StepProps } from "./steps"
import { readTown } from "./town"

/** "9 RW, 60 RT", or where there is no RW "34 RT". */
export const counted = (rws: number, rts: number): string => (rws ? t("countRwRt", { rws, rts }) : t("countRtOnly", { rts }))

const mostRws = 99
const mostRts = 99

export function Places({ api, town, done, open, onTown, onNext }: StepProps) {
  const there = town.rts.length > 0
  const last = (rw: number | null) => highest(town.rts.map(({ area }) => place(area)).filter((one) => one.rw === rw).map(({ rt }) => rt))
  const numbered = highest(town.rws.map(({ area }) => place(area).rw))
  const most = Math.max(0, ...town.rts.map((one) => one.houses))
  const [withRw, choose] = useState(town.rws.length > 0 || !there)
  const [rws, setRws] = useState(there ? numbered : 6)
  const [each, setEach] = useState(6)
  const [own, setOwn] = useState<Record<number, number>>(() => Object.fromEntries(Array.from({ length: numbered }, (_, i) => [i, last(i + 1)])))
  const [rts, setRts] = useState(there ? last(null) : 20)
  const [houses, setHouses] = useState(most || 50)
  const [busy, setBusy] = useState(false)
  const [problem, fail] = useState<unknown>(null)

  const rows = Array.from({ length: rws }, (_, i) => own[i] ?? each)
  const lines = there ? added(town.rts, withRw ? rows : null, rts, houses, houses !== most) : linesOf(withRw ? rows : null, rts)
  const total = there ? lines.split("\n").filter(Boolean).length : withRw ? rows.reduce((sum, n) => sum + n, 0) : rts
  const save = async () => {
    setBusy(true)
    fail(null)
    try {
      await api.ask("/setup/places", { area: town.area, lines, houses })
      onTown(await readTown(api, town.area))
      onNext("ketua")
    } catch (reason) {
      fail(reason)
    } finally {
      setBusy(false)
    }
  }
  const set = (row: number, text: string) => setOwn({ ...own, [row]: Math.min(mostRts, Number(text.replace(/\D/g, ""))) })

  return (
    <Frame title={there ? t("placesMore") : t("placesTitle")} of={town.name} step="rt" done={done} open={open} onEnter={!busy && total > 0 && (() => void save())}
      bar={<>
        <Button kind="main" disabled={busy || total === 0} onClick={() => void save()}>{busy ? t("setupSaving") : there ? t("placesAdd", { n: total }) : t("placesSave", { rts: total })}</Button>
        {there && <Button kind="half" onClick={() => onNext("ketua")}>{t("setupNext")}</Button>}
      </>}>
      {there && <p>{t("placesHave", { places: counted(town.rws.length, town.rts.length), houses: town.rts.reduce((sum, one) => sum + one.houses, 0) })}</p>}
      <Trouble>{problem !== null && said(problem)}</Trouble>
      {!there && <Picks label={t("placesTitle")} options={[["with", t("placesWith")], ["without", t("placesWithout")]]} chosen={withRw ? "with" : "without"} onChoose={(id) => choose(id === "with")} />}
      {withRw ? (
        <>
          <Count label={t("placesRws")} value={rws} min={1} max={mostRws} onChange={setRws} />
          {!there && <Count label={t("placesEach")} value={each} min={1} max={mostRts} onChange={(n) => { setEach(n); setOwn({}) }} />}
          <fieldset class="field">
            <legend>{t("placesDiffer")}</legend>
            <p class="note">{t("placesDifferHint")}</p>
            <div class="each">
              {rows.map((n, i) => (
                <label key={i}>
                  <span>{t("placesRw", { n: String(i + 1).padStart(2, "0") })}</span>
                  <input inputMode="numeric" autocomplete="off" value={n || ""} onFocus={(event) => event.currentTarget.select()} onInput={(event) => set(i, event.currentTarget.value)} />
                </label>
              ))}
            </div>
          </fieldset>
        </>
      ) : (
        <Count label={t("placesRts")} value={rts} min={1} max={400} onChange={setRts} />
      )}
      <Count label={t("placesHouses")} hint={t("placesHousesHint")} value={houses} min={0} max={999} onChange={setHouses} />
      {!there && <p class="sum" role="status">{t("placesSum", { places: counted(withRw ? rows.filter((n) => n > 0).length : 0, total), houses: total * houses })}</p>}
    </Frame>
  )
}
