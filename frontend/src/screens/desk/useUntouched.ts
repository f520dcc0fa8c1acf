// The list of whom nothing reached, page by page. Its number is asked for without looking at anybody.
import { useCallback, useEffect, useState } from "preact/hooks"
import { untouchedCounts, untouchedOf, type Forgotten, type Untouched } from "../../core/ledger"
import type { Office } from "../wide/start"

export type UntouchedState = {
  /** The numbers of the whole place. */
  whole: Untouched | null
  page: Untouched | null
  list: Forgotten[]
  area: string | null
  look: (area: string | null) => void
  more: (() => void) | null
  again: () => void
}

const every = 5 * 60_000

/** Only who may ask does; `looking` while the list lies open. */
export function useUntouched(office: Office, allowed: boolean, looking: boolean): UntouchedState {
  const [whole, setWhole] = useState<Untouched | null>(null)
  const [page, setPage] = useState<Untouched | null>(null)
  const [list, setList] = useState<Forgotten[]>([])
  const [area, look] = useState<string | null>(null)

  useEffect(() => {
    if (!allowed) return
    const count = () => void untouchedCounts(office.api, office.area).then(setWhole, () => undefined)
    count()
    const timer = setInterval(count, every)
    return () => clearInterval(timer)
  }, [office, allowed, looking])

  const load = useCallback(async (after?: string) => {
    const answer = await untouchedOf(office.api, area ?? office.area, after).catch(() => null)
    if (!answer) return
    setPage(answer)
    setList((before) => (after ? [...before, ...answer.households] : answer.households))
  }, [office, area])
  useEffect(() => {
    if (!allowed || !looking) return
    setPage(null)
    void load()
  }, [allowed, looking, load])

  return { whole, page, list, area, look, more: page?.more ? () => void load(list.at(-1)?.house) : null, again: () => void load() }
}
