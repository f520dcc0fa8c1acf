// The doors of one RT with their open word, read in one answer and again when the line says that something moved.
import { useEffect, useState } from "preact/hooks"
import { query } from "../../core/api"
import { keep, recall } from "../../core/store"
import { usePhone } from "../../screens/phone/context"
import type { Door } from "./roll"

const service = "alert"
// Forty houses may answer within seconds; the list is read once for many of them.
const gather = 400

export function useDoors(rt: string): { doors: Door[] | null; again: () => void } {
  const { phone, view } = usePhone()
  const [doors, set] = useState<Door[] | null>(null)
  const [round, next] = useState(0)
  const slot = "alert/doors/" + rt
  const moved = view.live?.recent.find((event) => event.service === service && event.area === rt)?.id
  const sent = view.queue.filter((entry) => entry.service === service && entry.state === "sent").length
  useEffect(() => {
    set(null)
    void recall<Door[]>(phone.store, slot).then((kept) => kept && set((now) => now ?? kept.value))
  }, [rt])
  useEffect(() => {
    if (!rt) return
    let gone = false
    const read = () =>
      void phone.api.get<{ houses: Door[] }>("/houses" + query({ area: rt, service })).then(
        ({ houses }) => {
          if (gone) return
          set(houses)
          void keep(phone.store, slot, houses, Date.now())
        },
        () => undefined,
      )
    const timer = setTimeout(read, moved || sent ? gather : 0)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [rt, moved, sent, round, view.online])
  return { doors, again: () => next((n) => n + 1) }
}
