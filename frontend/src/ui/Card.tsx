// Cards: one's own case, the head's inbox, and the answer after a tap.
import type { ComponentChildren } from "preact"
import { Button } from "./Button"
import { Drum, type DrumStep } from "./Drum"
import { Icon } from "./Icon"
import { Plate } from "./Plate"

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

/** A closed row inside a `rows` card: house, what, until when. */
export function InboxRow({ house, title, note, onOpen }: { house?: string; title: string; note: string; onOpen: () => void }) {
  return (
    <li>
      <button type="button" class="opener" onClick={onOpen}>
        {house && <Plate small outlined lines={[house]} />}
        <span><b>{title}</b><span class="note">{note}</span></span>
        <Icon name="forward" />
      </button>
    </li>
  )
}

export type Act = { word: string; onClick: () => void }
type InboxProps = {
  house?: string
  badge?: ComponentChildren
  title: string
  text?: ComponentChildren
  clock?: ComponentChildren
  main?: Act
  halves?: readonly Act[]
  link?: Act
}

/** The most urgent one, open: one filled button, two halves, the rest as a link. */
export function InboxCard({ house, badge, title, text, clock, main, halves = [], link }: InboxProps) {
  return (
    <article class="card first">
      {(house || badge) && <div class="top">{house && <Plate small outlined lines={[house]} />}{badge}</div>}
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {clock}
      {main && <Button kind="main" icon="check" onClick={main.onClick}>{main.word}</Button>}
      {halves.length > 0 && <div class="halves">{halves.map((act) => <Button key={act.word} kind="half" onClick={act.onClick}>{act.word}</Button>)}</div>}
      {link && <Button kind="link" onClick={link.onClick}>{link.word}</Button>}
    </article>
  )
}

/** After a tap: what was answered and when, where it went, and a few seconds to take it back. */
export function Answered({ title, text, note, undo }: { title: string; text?: string; note?: string; undo?: Act }) {
  return (
    <div class="card answered" role="status">
      <div class="opener">
        <Drum step="done" tone="past" />
        <span><strong>{title}</strong> {text}{note && <span class="note"><br />{note}</span>}</span>
      </div>
      {undo && <Button kind="link" onClick={undo.onClick}>{undo.word}</Button>}
    </div>
  )
}
