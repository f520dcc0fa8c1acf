// What the shapes mean, with how many RTs show each: the map can be read by somebody who sees it for the first time.
import { t } from "../../words/wide"
import type { Board, Service, ZoneColour } from "../../core/wire"
import { ZoneShape } from "../../ui/Zone"
import { colours, workOf, zoneOf, type Work } from "./blocks"
import { shapes, WorkShape, workNames } from "./Tile"

const kinds: readonly Work["kind"][] = ["calm", "going", "new", "lurah"]

export function Legend({ board, services }: { board: Board; services: readonly Service[] }) {
  const rts = board.rts ?? []
  const zoned = rts.flatMap((area) => zoneOf(board.zones, area)?.colour ?? [])
  const worked = rts.filter((area) => !zoneOf(board.zones, area)).map((area) => workOf(board, services, area).kind)
  return (
    <ul class="legend">
      {zoned.length > 0 && [...colours].reverse().map((colour) => <ZoneEntry key={colour} colour={colour} n={zoned.filter((one) => one === colour).length} />)}
      {worked.length > 0 && kinds.map((kind) => (
        <li key={kind} class={"as-" + kind}><WorkShape kind={kind} />{kind === "calm" ? t("calm") : t(workNames[kind])} <b>{worked.filter((one) => one === kind).length}</b></li>
      ))}
    </ul>
  )
}

export const ZoneEntry = ({ colour, n }: { colour: ZoneColour; n?: number }) => (
  <li><ZoneShape shape={shapes[colour]} />{t(colour)} {n !== undefined && <b>{n}</b>}</li>
)
