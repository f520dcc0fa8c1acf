// The head's inbox: the most urgent one open, the others as rows, and the answer after a tap.
import type { ComponentChildren } from "preact"
import { Button } from "./Button"
import { Drum } from "./Drum"
import { Icon } from "./Icon"
import { Plate } from "./Plate"

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
