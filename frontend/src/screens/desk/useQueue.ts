// The rows of a drawer: which cases lie in it, which of them fit the search, and which one is chosen.
import { useEffect, useMemo, useState } from "preact/hooks"
import type { Live } from "../../core/live"
import type { Office } from "../wide/start"
import type { Dossiers } from "./dossiers"
import { chips, matching, sortInto } from "./groups"
import type { Drawer } from "./Rail"
import { rowOf } from "./rows"
import { useClosed } from "./useClosed"

const pageSize = 60

export function useQueue(office: Office, live: Live, dossiers: Dossiers, drawer: Drawer, narrow: boolean) {
  const [need, filter] = useState<string | null>(null)
  const [search, find] = useState("")
  // A choice belongs to its drawer: one that is made late, while another drawer opens already, is not that one's.
  const [choice, setChoice] = useState<{ drawer: Drawer; id: string } | null>(null)
  const chosen = choice?.drawer === drawer ? choice.id : null
  const choose = (id: string, there: Drawer = drawer) => setChoice({ drawer: there, id })
  const [shown, show] = useState(pageSize)
  const closed = useClosed(office, drawer === "done", live.recent[0]?.id)
  const drawers = sortInto(office.services, office.account, live.board?.cases ?? [], closed.cases, (facts) => dossiers.get(facts.id))
  const rows = (drawer === "untouched" ? [] : drawers[drawer]).map((facts) => rowOf(office.services, facts, dossiers.get(facts.id)))
  const needs = useMemo(() => chips(rows), [rows])
  const fitting = matching(rows, need, search)
  const visible = fitting.slice(0, shown)
  const facts = visible.find((row) => row.facts.id === chosen)?.facts

  // The chosen one first; what still waits for a head is opened only when somebody asks for it.
  useEffect(() => {
    const wished = drawer === "asked" || drawer === "untouched" ? [] : visible.map((row) => row.facts)
    dossiers.want(facts ? [facts, ...wished] : wished)
  })

  // A wide desk always has a case open, so that the first key acts on something.
  useEffect(() => {
    if (!narrow && drawer !== "asked" && chosen === null && visible[0]) choose(visible[0].facts.id)
  })

  const more = fitting.length > visible.length ? () => show(shown + pageSize) : drawer === "done" ? closed.more : null
  return {
    drawers, rows, needs, need, filter, search, find, visible, fitting: fitting.length, chosen, choose, more,
    answer: chosen ? dossiers.get(chosen) : undefined,
    unreadable: !!facts && dossiers.failed(facts),
    anew() {
      filter(null)
      show(pageSize)
      setChoice(null)
    },
  }
}
