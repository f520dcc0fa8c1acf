// Names of kecamatan and kelurahan: official areas, asked for once per board.
import { useEffect, useState } from "preact/hooks"
import type { Api } from "../../core/api"
import { namesOf } from "./city"

export function useNames(api: Api, area: string, units: readonly string[]): ReadonlyMap<string, string> {
  const [names, set] = useState<ReadonlyMap<string, string>>(new Map())
  const parents = [...new Set([area, ...units.map((unit) => unit.split(".").slice(0, 3).join("."))])].sort().join()
  useEffect(() => {
    let gone = false
    void Promise.all(parents.split(",").map((parent) => api.areas(parent).then(namesOf, () => []))).then((found) => {
      if (!gone) set(new Map(found.flat()))
    })
    return () => {
      gone = true
    }
  }, [api, parents])
  return names
}
