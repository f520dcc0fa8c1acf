// One RT on the map: number, shape, word, and an edge; each step of need has all four of its own. It is one drawing, so that it
// grows and shrinks as a whole and stays itself in any letters.
import { useRef } from "preact/hooks"
import { place } from "../../core/area"
import { t, type Word } from "../../words/wide"
import type { ZoneColour } from "../../core/wire"
import { Drum } from "../../ui/Drum"
import { pressed } from "../../ui/fit"
import { Icon } from "../../ui/Icon"
import { still } from "../../ui/still"
import { ZoneShape, type Shape } from "../../ui/Zone"
import type { ComponentChildren } from "preact"
import type { Work } from "./blocks"

export const shapes: Record<ZoneColour, Shape> = { green: "leaf", yellow: "diamond", orange: "triangle", red: "octagon" }
export const workWords = { new: "tileNew", going: "tileGoing", lurah: "tileLurah" } as const satisfies Record<string, Word>
export const workNames = { new: "legendNew", going: "legendGoing", lurah: "legendLurah" } as const satisfies Record<string, Word>

/** Where number, shape and word stand in a tile of 110 × 112; from afar the same, with less air around it. */
const near = { box: "0 0 110 112", number: 58, shape: 28, word: 92 }
const far = { box: "3 0 104 90", number: 46, shape: 15, word: 81 }

type FaceProps = { area: string; kind: string; word: string; label: string; far: boolean; shape: ComponentChildren; onOpen?: (area: string) => void }

/** The face of any RT: on the lurah's map it opens, in a lobby it only says. */
export function TileFace({ area, kind, word, label, far: away, shape, onOpen }: FaceProps) {
  const at = away ? far : near
  const number = two(place(area).rt ?? 0)
  const drawing = (
    <>
      <span class="unseen">{label}</span>
      <svg viewBox={at.box} preserveAspectRatio="xMinYMid meet" aria-hidden="true">
        <text class="number" x="11" y={at.number} {...pressed(number, 50, 700, 56)}>{number}</text>
        <g class="mark" transform={`translate(76 ${at.shape})`}>{shape}</g>
        <text class="word" x="11" y={at.word} {...pressed(word, 27, 500, 90)}>{word}</text>
      </svg>
      <Edge on={kind + word} />
    </>
  )
  return onOpen ? (
    <button type="button" class={"tile " + kind} data-area={area} onClick={() => onOpen(area)}>{drawing}</button>
  ) : (
    <div class={"tile " + kind} data-area={area}>{drawing}</div>
  )
}

type Props = { area: string; zone: ZoneColour | null; kind: Work["kind"]; count: number; far: boolean; onOpen: (area: string) => void }

/** Read aloud it is "RT 03 RW 04, zona Merah": what is seen, with the words between that the eye does not need. */
export const Tile = still(function Tile({ area, zone, kind, count, far, onOpen }: Props) {
  const word = zone ? t(zone) : kind === "calm" ? t("calm") : t(workWords[kind], { n: count })
  const label = `${tileName(area)}, ${zone ? t("zone") + " " : ""}${word}`
  return <TileFace area={area} kind={zone ?? kind} word={word} label={label} far={far} onOpen={onOpen} shape={zone === "red" ? <g transform="translate(-3 1)"><ZoneShape shape={shapes.red} size="23" /></g> : zone ? <ZoneShape shape={shapes[zone]} size="26" /> : kind === "calm" || kind === "lurah" ? <WorkShape kind={kind} /> : <Lying><WorkShape kind={kind} /></Lying>} />
})

/** A drum lies: as wide as the other shapes, and lower. */
export const Lying = ({ children }: { children: ComponentChildren }) => <g class="lying" transform="translate(0 4)">{children}</g>

export function tileName(area: string): string {
  const { rt, rw } = place(area)
  return `RT ${two(rt ?? 0)}${rw === null ? "" : " RW " + two(rw)}`
}

const two = (n: number) => String(n).padStart(2, "0")

export function WorkShape({ kind }: { kind: Work["kind"] }) {
  // A leaf is calm; drums fill as a case does; an arrow says that the turn was passed on to the lurah.
  if (kind === "calm") return <ZoneShape shape="leaf" size="1em" />
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
