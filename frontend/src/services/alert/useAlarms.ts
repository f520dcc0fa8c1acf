// The alarms this phone knows of, and how the last ones ended: from its board, its line, and what it rang for before.
import { useEffect, useState } from "preact/hooks"
import { usePhone, useTown } from "../../screens/phone/context"
import type { EventFacts } from "../../core/wire"
import { useMemory } from "./memory"
import { alarmsIn, endedIn, isOver, type Alarm, type Ended } from "./ring"

export type Alarms = { now: number; alarms: Alarm[]; over: Alarm[]; ended: Ended[] } & ReturnType<typeof useMemory>

type End = Pick<EventFacts, "case" | "told" | "area" | "at" | "state">

export function useAlarms(): Alarms {
  const { phone, view } = usePhone()
  const now = useTown()
  const { memory, remember } = useMemory()
  const [past, setPast] = useState<End[]>([])
  const recent = view.live?.recent ?? []
  const alarms = alarmsIn(view.live?.board?.cases ?? [])
  // What the phone remembers from before may have ended; it rings for it only where nobody can be asked.
  const [opened] = useState(Date.now)
  const trusted = !view.online || view.live?.line !== "connecting" || view.live.heardAt >= opened
  const over = memory && trusted ? alarms.filter((one) => isOver(one, recent, memory, now)) : []
  const ended = memory ? endedIn([...recent, ...past], memory, now) : []

  // What this phone rang for and no longer finds ended while nobody listened: the case itself says how.
  const lost = view.live?.line === "live" && memory ? Object.keys(memory).filter((id) => !memory[id]?.ended && !alarms.some((one) => one.id === id) && !recent.some((event) => event.case === id)) : []
  useEffect(() => {
    for (const id of lost)
      void phone.api.caseById(id).then(
        ({ case: one }) => setPast((past) => [...past, { case: id, told: (one as Partial<Alarm>).told ?? null, area: one.area, at: one.updated_at, state: one.state }]),
        () => remember(id, { ended: true }),
      )
  }, [lost.join()])
  return { now, alarms, over, ended, memory, remember }
}
