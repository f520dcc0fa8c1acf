import { t } from "../../words/wide"
import type { Chip } from "./groups"

type Props = { all: number; needs: readonly Chip[]; chosen: string | null; onChoose: (need: string | null) => void }

/** What is needed, with counts; ink marks the chosen one. */
export function Filters({ all, needs, chosen, onChoose }: Props) {
  return (
    <div class="filters" role="group" aria-label={t("colNeed")}>
      <button type="button" class={chosen === null ? "on" : undefined} aria-pressed={chosen === null} onClick={() => onChoose(null)}>{t("all")} {all}</button>
      {needs.map((chip) => (
        <button key={chip.value} type="button" class={chosen === chip.value ? "on" : undefined} aria-pressed={chosen === chip.value} onClick={() => onChoose(chip.value)}>
          {chip.title} {chip.count}
        </button>
      ))}
    </div>
  )
}
