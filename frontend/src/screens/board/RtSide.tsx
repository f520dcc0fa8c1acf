// One RT beside the map, now or as it was: its plate, its colour, what is open there. Focus follows the tap into it
// and goes back to the tile when it closes.
import type { ComponentChildren } from "preact"
import { useEffect, useRef } from "preact/hooks"
import { placeName, plateLines } from "../../core/area"
import type { Board, Facts } from "../../core/wire"
import { Icon } from "../../ui/Icon"
import { Plate } from "../../ui/Plate"
import { t } from "../../words/wide"
import { Coloured } from "./Asked"
import { zoneOf } from "./blocks"

type Props = { board: Board; area: string; look: string; onClose: () => void; children: (cases: Facts[], zone: ReturnType<typeof zoneOf>) => ComponentChildren }

/** The cases are drawn by whoever shows them. */
export function RtSide({ board, area, look, onClose, children }: Props) {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    panel.current?.focus()
    return () => document.querySelector<HTMLElement>(`[data-area="${area}"]`)?.focus()
  }, [area])
  const zone = zoneOf(board.zones, area)
  const cases = board.cases.filter((one) => one.area === area)
  return (
    <aside ref={panel} class={look} tabIndex={-1} aria-label={placeName(area)} onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <header>
        <Plate lines={plateLines(area)} />
        <button type="button" class="round" aria-label={t("close")} onClick={onClose}><Icon name="close" /></button>
      </header>
      {zone && <Coloured zone={zone} />}
      <p>{cases.length > 0 ? t("casesOpen", { n: cases.length }) : t("casesNone")}</p>
      {children(cases, zone)}
    </aside>
  )
}
