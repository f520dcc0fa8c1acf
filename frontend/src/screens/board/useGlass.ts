// The glass that this person broke and that is still open: one RT, one hour, every reading told.
import { useCallback, useEffect, useState } from "preact/hooks"
import type { Facts } from "../../core/wire"
import type { Office } from "../wide/start"

const service = "access"
const lookAgain = 15_000

export type Glass = { case: Facts; cases: Facts[] }

/** null: none is open. `refresh` asks at once; it resolves when the answer is drawn. */
export function useGlass({ api, area, services }: Office): { glass: Glass | null; refresh: () => Promise<void> } {
  const [glass, set] = useState<Glass | null>(null)
  const known = services.some((one) => one.name === service)
  const refresh = useCallback(async () => {
    const found = await api.cases({ area: area.split("/")[0]!, service, state: "open", limit: 1 }).catch(() => null)
    if (!found) return
    const [open] = found.cases
    if (!open) return set(null)
    const inner = new Set(services.filter((one) => one.inner).map(({ name }) => name))
    const inside = await api.cases({ area: open.area, limit: 200 }).catch(() => null)
    if (inside) set({ case: open, cases: inside.cases.filter((one) => !inner.has(one.service)) })
  }, [api, area, services])

  useEffect(() => {
    if (known) void refresh()
  }, [known, refresh])

  // It ends by itself at the server's hour; until then cases come and go.
  const open = glass?.case.id
  useEffect(() => {
    if (!open) return
    const timer = setInterval(() => void refresh(), lookAgain)
    return () => clearInterval(timer)
  }, [open, refresh])
  return { glass, refresh }
}
