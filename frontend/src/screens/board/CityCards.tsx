// Above one kelurahan: a card for each part with one large figure, and a shape for each kelurahan, the worst first.
import { currentLanguage } from "../../core/i18n"
import type { ZoneCounts } from "../../core/wire"
import { ZoneShape } from "../../ui/Zone"
import { t } from "../../words/wall"
import { forHouseholds } from "../phone/catalogue"
import type { Office } from "../wide/start"
import { colours } from "./blocks"
import { add, byColour, perThousand, type Card, type Unit } from "./city"
import { grouped } from "./Side"
import { shapes } from "./Tile"

/** One kelurahan from above: a card a service, and how many RTs have which colour. Here the way down ends. */
export function Counts({ office, unit }: { office: Office; unit: Unit }) {
  const counted = office.services.filter((one) => unit.figures[one.name] !== undefined && forHouseholds(office.services, one.name))
  return (
    <>
      {counted.map((one) => <article key={one.name} class="card"><header><b>{one.title}</b></header><p><b>{grouped(unit.figures[one.name] ?? 0)}</b></p></article>)}
      {unit.rts && <article class="card counted"><header><b>{t("zoneRts")}</b></header><Rts rts={unit.rts} words /></article>}
    </>
  )
}

type CardProps = { office: Office; card: Card; service: string; households: Readonly<Record<string, number>>; stale: string; cut: readonly string[]; inside: boolean; href: string | null }

/** `inside`: the card is one kelurahan. */
export function CardView({ office, card, service, households, stale, cut, inside, href }: CardProps) {
  const others = office.services.filter((one) => one.name !== service && forHouseholds(office.services, one.name) && card.units.some((unit) => unit.figures[one.name] !== undefined))
  const rate = perThousand(card.units, service, households)
  const unit = [rate !== null ? t("perThousand") : card.shown > 0 ? t("noHouses") : card.small > 0 ? t("fewReports") : t("perThousand"), !inside && hiddenPart(card), stale && t("per", { time: stale })]
  return (
    <a class="card" href={href ?? (inside ? "#" + card.area : "/papan?area=" + card.area)}>
      <header><b>{card.name}</b>{!inside && <span>{t("kelShort", { n: card.units.length })}</span>}</header>
      <p class="rate"><b>{rate === null ? figureOf(card) : rate.toLocaleString(currentLanguage(), { minimumFractionDigits: 1, maximumFractionDigits: 1 })}</b> <span>{unit.filter(Boolean).map((one) => <span key={String(one)}>{one} </span>)}</span></p>
      {inside && others.length > 0 && <p class="others">{[{ name: service, title: titleOf(office, service) }, ...others].map((one) => `${one.title} ${figureOf(add(card.units, one.name))}`).join(" · ")}</p>}
      {inside ? card.units[0]?.rts && <Rts rts={card.units[0].rts} /> : <Shapes card={card} service={service} cut={cut} />}
    </a>
  )
}

const titleOf = ({ services }: Office, name: string) => services.find((one) => one.name === name)?.title ?? name

/** What is shown; where nothing but small numbers stands, that. */
const figureOf = ({ shown, small }: { shown: number; small: number }) => (shown > 0 || small === 0 ? grouped(shown) : "<5")
const hiddenPart = ({ shown, small }: Card) => (small > 0 && shown > 0 ? t("kelSmall", { n: small }) : "")

/** One shape a kelurahan where zones are declared; else the kelurahan with their figures. Who is not heard has a shape of its own. */
function Shapes({ card, service, cut }: { card: Card; service: string; cut: readonly string[] }) {
  if (card.units.some((unit) => unit.colour)) {
    return (
      <p class="shapes">
        {byColour(card.units).map((unit) => {
          const away = cut.includes(unit.area) || !unit.colour
          return <ZoneShape key={unit.area} shape={away ? "cut" : shapes[unit.colour!]} label={`${unit.name}, ${t(away ? "cut" : unit.colour!)}`} />
        })}
      </p>
    )
  }
  return (
    <ul class="units">
      {card.units.map((unit) => <li key={unit.area}>{unit.name} <b>{unit.figures[service] ?? 0}</b></li>)}
    </ul>
  )
}

const Rts = ({ rts, words }: { rts: ZoneCounts; words?: boolean }) => (
  <p class="shapes">
    {colours.filter((colour) => rts[colour] > 0).map((colour) => (
      <span key={colour}><ZoneShape shape={shapes[colour]} {...(words ? {} : { label: t(colour) })} /> {rts[colour]} {words && t(colour)}</span>
    ))}
  </p>
)

/** Arrows go from card to card, as the eye does. */
export function walk(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>("a.card")]
  const at = cards.indexOf(document.activeElement as HTMLElement)
  const across = cards.filter((one) => one.offsetTop === cards[0]?.offsetTop).length
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key]
  const next = step === undefined || at < 0 ? undefined : cards[at + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
