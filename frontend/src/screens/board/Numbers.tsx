// Numbers that must stand apart, as a service names them: residents, outsiders, travellers. Nothing is drawn where there is none.
import type { Board, Service } from "../../core/wire"
import { numbersOf } from "../../services/numbers"
import { sum } from "./blocks"
import { Counters } from "./Side"
import "./numbers.css"

export function Numbers({ board, services }: { board: Board; services: readonly Service[] }) {
  return (
    <>
      {services.map(({ name, title }) => {
        const counters = numbersOf(name).map(({ word, states }) => ({ figure: sum(board.tallies, board.area, name, states), words: word }))
        if (!counters.some(({ figure }) => figure > 0)) return null
        return (
          <section key={name} class="part numbers">
            <header><h2>{title}</h2></header>
            <Counters counters={counters} />
          </section>
        )
      })}
    </>
  )
}
