// The drawer of what is done: boards carry only open cases, so this one is read page by page when it is looked into.
import { useCallback, useEffect, useState } from "preact/hooks"
import type { Facts } from "../../core/wire"
import { isFinal } from "../phone/catalogue"
import type { Office } from "../wide/start"

export type Closed = { cases: Facts[]; more: (() => void) | null }

/** `news` changes with every event, so that a case closed just now appears while the drawer is open. */
export function useClosed(office: Office, looking: boolean, news: string | undefined): Closed {
  const [cases, set] = useState<Facts[]>([])
  const [next, setNext] = useState<string | null>(null)
  const load = useCallback(async (page: string | undefined) => {
    const answer = await office.api.cases({ area: office.area, limit: 100, ...(page ? { page } : {}) }).catch(() => null)
    if (!answer) return
    const done = answer.cases.filter((one) => isFinal(office.services, one.service, one.state))
    set((before) => (page ? [...before, ...done] : done))
    setNext(answer.next)
  }, [office])
  useEffect(() => {
    if (looking) void load(undefined)
  }, [looking, news, load])
  return { cases, more: next ? () => void load(next) : null }
}
