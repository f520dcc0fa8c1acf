// What services lay over a wide screen when a case is told to everybody. Fetched once the board stands, so that it is there in time.
import { useEffect, useState } from "preact/hooks"
import type { Board } from "../../core/wire"
import { bands, type BandParts } from "../../services/band"

const held = new Map<string, BandParts>()

/** The band of the service that has told something on this board; it stays, to say how that ended. */
export function useBand(board: Board | null): BandParts | null {
  const told = board?.cases.find((one) => one.told && bands.some(({ service }) => service === one.service))?.service
  const [last, keep] = useState(told)
  const [, draw] = useState(0)
  const ready = board !== null
  useEffect(() => {
    if (!ready) return
    for (const { service, load } of bands)
      void load().then((parts) => {
        held.set(service, parts)
        draw((n) => n + 1)
      }, () => undefined)
  }, [ready])
  useEffect(() => { if (told) keep(told) }, [told])
  const service = told ?? last
  return (service && held.get(service)) || null
}
