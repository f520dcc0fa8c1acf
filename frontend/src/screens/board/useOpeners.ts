// Which office broke which glass: an event carries no person, so the case is asked once, by the lurah who is told of it.
import { useEffect, useRef, useState } from "preact/hooks"
import { hourMinute } from "../../core/time"
import type { EventFacts, Facts } from "../../core/wire"
import type { Office } from "../wide/start"
import type { Openers } from "./facts"

const service = "access"

export function useOpeners(office: Office, recent: readonly EventFacts[], cases: readonly Facts[]): Openers {
  const [openers, set] = useState<Openers>(new Map())
  const asked = useRef(new Set<string>())
  const ids = [...recent.filter((one) => one.service === service).map((one) => one.case), ...cases.filter((one) => one.service === service).map(({ id }) => id)]
  const fresh = ids.filter((id) => !asked.current.has(id)).join()
  useEffect(() => {
    for (const id of fresh.split(",").filter(Boolean)) {
      asked.current.add(id)
      void office.api.caseById(id).then(({ case: one, timeline }) => {
        const until = typeof one.data["until"] === "number" ? one.data["until"] : Date.parse(one.due ?? one.since)
        set((known) => new Map(known).set(id, { who: timeline[0]?.by.title ?? "", until: hourMinute(until, office.account.time_zone) }))
      }, () => undefined)
    }
  }, [office, fresh])
  return openers
}
