// One RT on the map: number, shape, word, and an edge; each step of need has all four of its own.
import { useRef } from "preact/hooks"
import { place } from "../../core/area"
import { t, type Word } from "../../words/wide"
import type { ZoneColour } from "../../core/wire"
import { Drum } from "../../ui/Drum"
import { Icon } from "../../ui/Icon"
import { ZoneShape, type Shape } from "../../ui/Zone"
import type { Work } from "./blocks"

export const shapes: Record<ZoneColour, Shape> = { green: "leaf", yellow: "diamond", orange: "triangle", red: "octagon" }
export const workWords = { new: "tileNew", going: "tileGoing", lurah: "tileLurah" } as const satisfies Record<string, Word>
export const workNames = { new: "legendNew", going: "legendGoing", lurah: "legendLurah" } as const satisfies Record<string, Word>

type Props = { area: string; zone: ZoneColour | null; work: Work; onOpen: (area: string) => void }

/** Read aloud it is "RT 03 RW 04, zona Merah": what is seen, with the words between that the eye does not need. */
export function Tile({ area, zone, work, onOpen }: Props) {
  const kind = zone ?? work.kind
  const word = zone ? t(zone) : work.kind === "calm" ? t("calm") : t(workWords[work.kind], { n: work.count })
  const { rt, rw } = place(area)
  return (
    <button type="button" class={"tile " + kind} data-area={area} onClick={() => onOpen(area)}>
      <b><i class="unseen">RT </i>{two(rt ?? 0)}</b>
      {zone ? <ZoneShape shape={shapes[zone]} /> : <WorkShape kind={work.kind} />}
      <span class={word.length > 7 ? "long" : undefined}><i class="unseen">{(rw === null ? "" : " RW " + two(rw)) + ", " + (zone ? t("zone") + " " : "")}</i>{word}</span>
      <Edge on={kind + word} />
    </button>
  )
}

const two = (n: number) => String(n).padStart(2, "0")

export function WorkShape({ kind }: { kind: Work["kind"] }) {
  // A leaf is calm; drums fill as a case does; an arrow says that the turn was passed on to the lurah.
  if (kind === "calm") return <ZoneShape shape="leaf" />
  if (kind === "lurah") return <Icon name="forward" size="1em" />
  return <Drum step={kind === "going" ? "read" : "sent"} />
}

/** A change shows once as an edge that fades; what was there on opening does not. */
function Edge({ on }: { on: string }) {
  const was = useRef({ on, changes: 0 })
  if (was.current.on !== on) was.current = { on, changes: was.current.changes + 1 }
  const { changes } = was.current
  return changes > 0 ? <i key={changes} class="edge" aria-hidden="true" /> : null
}
