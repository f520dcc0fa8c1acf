// How many RWs, and how many RTs each. Two numbers fill all rows; only what differs is typed. Written again with more, it adds.
import { useState } from "preact/hooks"
import { place } from "../../core/area"
import { Button } from "../../ui/Button"
import { t } from "../../words/setup"
import { Frame, said } from "./Frame"
import { Count, Picks, Trouble } from "./Line"
import { linesOf } from "./make"
import type { StepProps } from "./steps"
import { readTown } from "./town"

/** "9 RW, 60 RT", or where there is no RW "34 RT". */
export const counted = (rws: number, rts: number): string => (rws ? t("countRwRt", { rws, rts }) : t("countRtOnly", { rts }))

const mostRws = 99
const mostRts = 99

export function Places({ api, town, done, open, onTown, onNext }: StepProps) {
  const there = town.rts.length > 0
  const standing = town.rws.map(({ area }) => town.rts.filter((rt) => rt.area.startsWith(area + "/")).length)
  const numbered = Math.max(0, ...town.rws.map(({ area }) => place(area).rw ?? 0))
  const [withRw, choose] = useState(town.rws.length > 0 || !there)
  const [rws, setRws] = useState(there ? numbered : 6)
  const [each, setEach] = useState(6)
  const [own, setOwn] = useState<Record<number, number>>(() => Object.fromEntries(town.rws.map(({ area }, i) => [(place(area).rw ?? 1) - 1, standing[i]!])))
  const [rts, setRts] = useState(there ? town.rts.length : 20)
  const [houses, setHouses] = useState(Math.max(0, ...town.rts.map((one) => one.houses)) || 50)
  const [busy, setBusy] = useState(false)
  const [problem, fail] = useState<unknown>(null)

  const rows = Array.from({ length: rws }, (_, i) => own[i] ?? each)
  const total = withRw ? rows.reduce((sum, n) => sum + n, 0) : rts
  const save = async () => {
    setBusy(true)
    fail(null)
    try {
      await api.ask("/setup/places", { area: town.area, lines: linesOf(withRw ? rows : null, rts), houses })
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
        <Button kind="main" disabled={busy || total === 0} onClick={() => void save()}>{busy ? t("setupSaving") : t("placesSave", { rts: total })}</Button>
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
      <p class="sum" role="status">{t("placesSum", { places: counted(withRw ? rows.filter((n) => n > 0).length : 0, total), houses: total * houses })}</p>
    </Frame>
  )
}
