// Kawung: the four choices of the neighbour's home, tips to the centre. DARURAT is held; a keyboard or a reader presses it plainly.
import { useRef } from "preact/hooks"
import { Icon, type IconName } from "./Icon"

export type Choice = { id: string; word: string; icon: IconName; note?: string; tone: "nila" | "bata" }
const holdFor = 2000

function Petal({ choice, onPick }: { choice: Choice; onPick: (id: string) => void }) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const pick = () => onPick(choice.id)
  const drop = () => clearTimeout(timer.current)
  // A finger on a brick petal must stay two seconds; detail 0 is a key or assistive tech, which presses once.
  const held = choice.tone === "bata" && choice.note
    ? {
        onPointerDown: () => { drop(); timer.current = setTimeout(pick, holdFor) },
        onPointerUp: drop, onPointerLeave: drop, onPointerCancel: drop,
        onContextMenu: (event: Event) => event.preventDefault(),
        onClick: (event: MouseEvent) => { if (event.detail === 0) pick() },
      }
    : { onClick: pick }
  return (
    <button type="button" class={`choice ${choice.tone}`} {...held}>
      <Icon name={choice.icon} size="2.625rem" />
      <span>{choice.word}{choice.note && <small>{choice.note}</small>}</span>
    </button>
  )
}

export function Petals({ choices, onPick }: { choices: readonly Choice[]; onPick: (id: string) => void }) {
  return (
    <div class="petals">
      {choices.map((choice) => <Petal key={choice.id} choice={choice} onPick={onPick} />)}
      {(choices.length === 3 || choices.length === 4) && <i class="heart" aria-hidden="true" />}
    </div>
  )
}
