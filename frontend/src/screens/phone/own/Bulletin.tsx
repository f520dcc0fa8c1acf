// The morning's bulletin: what a neighbour may know of zones, at RW level or above, once a day.
import { currentLanguage } from "../../../core/i18n"
import { longDate } from "../../../core/dates"
import type { Bulletin as Told } from "../../../core/records"
import type { ZoneColour } from "../../../core/wire"
import { ZoneShape, type Shape } from "../../../ui/Zone"
import { t, type Word } from "../../../words/own"

/** Calmest first, as one counts; each with a shape and a word. */
const steps: readonly [colour: ZoneColour, shape: Shape, word: Word][] = [
  ["green", "leaf", "bulletinGreen"],
  ["yellow", "diamond", "bulletinYellow"],
  ["orange", "triangle", "bulletinOrange"],
  ["red", "octagon", "bulletinRed"],
]

export function Bulletin({ told: { name, day, zones, worst, actions } }: { told: Told }) {
  const found = zones ? steps.filter(([colour]) => (zones[colour] ?? 0) > 0) : []
  if (!zones || found.length === 0) return null
  return (
    <section class="card bulletin">
      <h2>{t("bulletinTitle", { place: name, day: longDate(day, currentLanguage()) })}</h2>
      <ul class="shapes">
        {found.map(([colour, shape, word], i) => (
          <li key={colour}><ZoneShape shape={shape} />{t(i === 0 ? "bulletinRt" : "bulletinMore", { n: zones[colour] ?? 0, colour: t(word) })}</li>
        ))}
      </ul>
      {actions.length > 0 && (
        <>
          <h3>{t("bulletinAsked", { colour: t(steps.find(([colour]) => colour === worst)?.[2] ?? "bulletinGreen") })}</h3>
          <ul class="acts">{actions.map((one) => <li key={one}>{one}</li>)}</ul>
        </>
      )}
      <p class="note">{t("bulletinDerived")}</p>
    </section>
  )
}
