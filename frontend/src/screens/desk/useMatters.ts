// The cases of both services that name this office. A city is no one line, so they are asked for again and again.
import { useCallback, useEffect, useState } from "preact/hooks"
import type { Facts } from "../../core/wire"
import type { Office } from "../wide/start"

const services = ["privacy", "access"]
const lookAgain = 20_000

export type Matters = { cases: Facts[] | null; readAt: number; refresh: () => Promise<void> }

export function useMatters({ api, area }: Office): Matters {
  const [read, set] = useState<{ cases: Facts[] | null; readAt: number }>({ cases: null, readAt: 0 })
  const refresh = useCallback(async () => {
    const pages = await Promise.all(services.map((service) => api.cases({ area, service, limit: 200 }))).catch(() => null)
    if (pages) set({ cases: pages.flatMap(({ cases }) => cases), readAt: Date.now() })
  }, [api, area])
  useEffect(() => {
    void refresh()
    const timer = setInterval(() => void refresh(), lookAgain)
    return () => clearInterval(timer)
  }, [refresh])
  return { ...read, refresh }
}
