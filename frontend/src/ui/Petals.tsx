// Kawung: the four choices of the neighbour's home, tips to the centre. DARURAT may be held for more than a tap gives.
import { Icon, type IconName } from "./Icon"
import { useHold } from "./useHold"

export type Choice = { id: string; word: string; icon: IconName; note?: string; tone: "nila" | "bata" }
type Props = { onPick: (id: string) => void; onHold?: (id: string) => void }

function Petal({ choice, onPick, onHold = onPick }: Props & { choice: Choice }) {
  const pick = () => onPick(choice.id)
  const { holding, hands } = useHold(() => onHold(choice.id), pick)
  return (
    <button type="button" class={`choice ${choice.tone}${choice.note && holding ? " holding" : ""}`} {...(choice.note ? hands : { onClick: pick })}>
      <Icon name={choice.icon} size="2.625rem" />
      <span>{choice.word}{choice.note && <small>{choice.note}</small>}</span>
    </button>
  )
}

export function Petals({ choices, ...acts }: Props & { choices: readonly Choice[] }) {
  return (
    <div class={choices.length % 2 ? "petals odd" : "petals"}>
      {choices.map((choice) => <Petal key={choice.id} choice={choice} {...acts} />)}
      {choices.length === 4 && <i class="heart" aria-hidden="true" />}
    </div>
  )
}
