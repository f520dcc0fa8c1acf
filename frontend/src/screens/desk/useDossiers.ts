import { useMemo, useState } from "preact/hooks"
import type { Api } from "../../core/api"
import { Dossiers } from "./dossiers"

/** The page's opened cases; it draws again when one came, at most once a frame. */
export function useDossiers(api: Api): Dossiers {
  const [, draw] = useState(0)
  return useMemo(() => {
    let waiting = false
    return new Dossiers(api, () => {
      if (waiting) return
      waiting = true
      requestAnimationFrame(() => {
        waiting = false
        draw((n) => n + 1)
      })
    })
  }, [api])
}
