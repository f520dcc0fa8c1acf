// Days in two halves, morning over evening: what has come, at a glance.
import type { Glance as Days } from "../../services/story"

export function Glance({ title, said, cells }: Days) {
  return (
    <section class="glance">
      <h3>{title}</h3>
      <div class="days" role="img" aria-label={said}>
        {cells.map((cell, i) => <span key={i} class={cell.today ? "today" : undefined}><i class={cell.morning ? "on" : undefined} /><i class={cell.evening ? "on" : undefined} /></span>)}
      </div>
      <p class="note" aria-hidden="true">{said}</p>
    </section>
  )
}
