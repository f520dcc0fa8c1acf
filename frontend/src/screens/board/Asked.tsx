// What a zone's colour asks of everybody, as the rules in force declare it.
import { t } from "../../words/wide"
import type { Service, Zone, ZoneColour } from "../../core/wire"
import { Sheet } from "../../ui/Sheet"
import { ZoneShape } from "../../ui/Zone"
import { colours } from "./blocks"
import { shapes } from "./Tile"
import type { Office } from "../wide/start"

const rulesOf = (services: readonly Service[]) => services.find((one) => one.colours)?.colours ?? {}

/** Of one RT: its colour, and from how many houses. */
export const Coloured = ({ zone }: { zone: Zone }) => (
  <h2 class="coloured"><ZoneShape shape={shapes[zone.colour]} />{t(zone.colour)} · {t("housesCounted", { n: zone.houses })}</h2>
)

/** What follows from the colour of one RT. */
export function Asked({ office, colour }: { office: Office; colour: ZoneColour }) {
  const actions = rulesOf(office.services)[colour]?.actions ?? []
  return actions.length === 0 ? null : <section class="asked"><h3>{t("colourAsks")}</h3><Acts actions={actions} /></section>
}

const Acts = ({ actions }: { actions: readonly string[] }) => (actions.length === 0 ? null : <ul class="acts">{actions.map((one) => <li key={one}>{one}</li>)}</ul>)

export const hasRules = (services: readonly Service[]): boolean => Object.keys(rulesOf(services)).length > 0

/** All colours at once, calmest first. */
export function ColourRules({ services, onClose }: { services: readonly Service[]; onClose: () => void }) {
  const rules = rulesOf(services)
  const known = [...colours].reverse().filter((colour): colour is ZoneColour => rules[colour] !== undefined)
  return (
    <Sheet title={t("colourRules")} hint={t("colourRulesHint")} leave={t("close")} open onClose={onClose}>
      <div class="rules">{known.map((colour) => (
        <section key={colour} class="asked">
          <h2><ZoneShape shape={shapes[colour]} />{rules[colour]!.title || t(colour)}</h2>
          <Acts actions={rules[colour]!.actions} />
        </section>
      ))}</div>
    </Sheet>
  )
}
