// Names typed beside their RTs. A row that is left empty waits for another day.
import { useEffect, useRef } from "preact/hooks"
import { place, placeName } from "../../core/area"
import type { FieldProblem } from "../../core/wire"
import { Icon } from "../../ui/Icon"
import { Plate } from "../../ui/Plate"
import { t } from "../../words/setup"
import { meant, type Written } from "./make"

type Props = { areas: readonly string[]; written: Readonly<Record<string, Written>>; lines: readonly string[]; faults: readonly FieldProblem[]; onWrite: (area: string, one: Written) => void }

const nothing: Written = { name: "", house: "" }

export function HeadRows({ areas, written, lines, faults, onWrite }: Props) {
  const list = useRef<HTMLUListElement>(null)
  const wrong = faults.flatMap(({ field, message }) => ({ ...(meant(field, lines) ?? { area: "", column: "" }), message }))
  // Focus goes to the first field that needs something.
  useEffect(() => list.current?.querySelector<HTMLElement>(".bad")?.focus(), [faults.map(({ field }) => field).join()])
  if (areas.length === 0) return <p>{t("headsAll")}</p>
  return (
    <ul ref={list} class="card rows heads">
      {areas.map((area) => {
        const one = written[area] ?? nothing
        const mine = wrong.filter((fault) => fault.area === area)
        const bad = (column: string) => (mine.some((fault) => fault.column === column || (column === "nama" && fault.column !== "rumah")) ? "box bad" : "box")
        const rt = place(area).rt !== null
        const why = `salah-${area}`
        return (
          <li key={area}>
            <Plate small outlined lines={[placeName(area)]} />
            <input class={bad("nama")} aria-label={t("headsName", { place: placeName(area) })} placeholder={t("headsNameShort")} autocomplete="off" autocapitalize="words" spellcheck={false} maxLength={60}
              aria-invalid={mine.length > 0} aria-describedby={mine.length ? why : undefined} value={one.name} onInput={(event) => onWrite(area, { ...one, name: event.currentTarget.value })} />
            {rt ? <input class={bad("rumah")} aria-label={t("headsNumber", { place: placeName(area) })} placeholder={t("headsNumberShort")} inputMode="numeric" autocomplete="off" maxLength={8}
              value={one.house} onInput={(event) => onWrite(area, { ...one, house: event.currentTarget.value })} /> : <span />}
            {mine.length > 0 && <p id={why} class="why"><Icon name="alert" size="1.25em" /><span>{mine.map(({ message }) => message.replace(/^.*?: /, "")).join(" ")}</span></p>}
          </li>
        )
      })}
    </ul>
  )
}
