// The pace of an area, measured by the server now and then: nothing on a wall waits for it, and a wall without it says so by leaving it out.
import { useEffect, useState } from "preact/hooks"
import { figuresOf } from "../../core/walls"
import type { Figures } from "../../core/wire"
import type { Office } from "../wide/start"

const readAgain = 120_000

/** "" asks nothing: whose duty it is not to know. */
export function useFigures({ api }: Office, area: string): Figures | null {
  const [figures, set] = useState<Figures | null>(null)
  useEffect(() => {
    if (!area) return
    const read = () => void figuresOf(api, area).then(set, () => undefined)
    read()
    const timer = setInterval(read, readAgain)
    return () => clearInterval(timer)
  }, [api, area])
  return figures?.area === area ? figures : null
}
