// One's own case as a card.
import type { ComponentChildren } from "preact"
import { Drum, type DrumStep } from "./Drum"
import { Icon } from "./Icon"

type CaseCardProps = { title: string; note: ComponentChildren; clock?: ComponentChildren; glyph?: DrumStep | null; onOpen: () => void }

/** The whole card opens the case; its name is the title and the line below. */
export function CaseCard({ title, note, clock, glyph, onOpen }: CaseCardProps) {
  return (
    <article class="card">
      <button type="button" class="opener" onClick={onOpen}>
        {glyph && <Drum step={glyph} />}
        <span><b>{title}</b><span class="note">{note}</span></span>
        <Icon name="forward" />
      </button>
      {clock}
    </article>
  )
}
