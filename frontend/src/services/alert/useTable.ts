// The strokes in force: the usual ones, and what the lurah of this kelurahan has set. Remembered, so that they are there without a signal.
import { useEffect, useState } from "preact/hooks"
import { keep, recall } from "../../core/store"
import type { Facts } from "../../core/wire"
import { usePhone } from "../../screens/phone/context"
import { usual } from "./words"

const slot = "alert/strokes"
export type Table = Readonly<Record<string, string>>

/** The newest of a kind holds. */
export const tableOf = (set: readonly Pick<Facts, "told" | "opened_at">[]): Table =>
  [...set].sort((a, b) => (a.opened_at < b.opened_at ? -1 : 1)).reduce<Table>((table, { told }) => (told?.kind && told.strokes ? { ...table, [told.kind]: told.strokes } : table), usual)

export function useTable(): Table {
  return tableOf(useSet())
}

/** The cases by which strokes were set, as far as they are in force. */
export function useSet(): readonly Facts[] {
  const { phone, view } = usePhone()
  const [set, put] = useState<readonly Facts[]>([])
  const area = (view.account.household ?? view.area).split("/")[0]!
  const changed = view.live?.recent.find(({ state }) => state.startsWith("strokes"))?.id
  useEffect(() => {
    void recall<Facts[]>(phone.store, slot).then((kept) => kept && put((now) => (now.length ? now : kept.value)))
    void phone.api.cases({ service: "alert", state: "strokes_in_force", area }).then(
      ({ cases }) => {
        put(cases)
        return keep(phone.store, slot, cases, Date.now())
      },
      () => undefined,
    )
  }, [area, changed])
  return set
}
