// What reached a household by all programmes, and whom nothing did: read by desks.
import { query, type Api } from "./api"
import type { components } from "./api.gen"

type Shapes = components["schemas"]
type Reader = Pick<Api, "get" | "ask">

export type HouseLedger = Shapes["HouseLedger"]
export type Gift = HouseLedger["rows"][number]
export type Untouched = Shapes["Untouched"]
export type Forgotten = Untouched["households"][number]

/** A look at the household, which it can see: asked for when somebody opens it, and not before. */
export const ledgerOf = (api: Reader, house: string) => api.ask<HouseLedger>("/ledger", { house })
export const untouchedOf = (api: Reader, area: string, after?: string) => api.get<Untouched>("/untouched" + query({ area, after, limit: 40 }))
/** Numbers alone look at nobody. */
export const untouchedCounts = (api: Reader, area: string) => api.get<Untouched>("/untouched" + query({ area, only: "counts" }))
/** Of the households that nothing reached, how many are in need now. */
export const asking = ({ counts }: Untouched): number => counts.reduce((sum, one) => sum + one.asking, 0)
