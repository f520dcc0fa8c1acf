// What is kept about somebody, who looked at it, and what a place tells everybody once a day: read by screens that come later.
import { query, type Api } from "./api"
import type { Facts, ZoneCounts } from "./wire"

type Reader = Pick<Api, "get">

export type MyCase = Facts & { data: Record<string, unknown>; kept_until: string | null }
export type MyDevice = { device: string; opened_at: string; seen_at: string }
export type MyData = { account: { name: string; login: string; added_at: string }; sessions: MyDevice[]; cases: MyCase[] }

export type Why = { reason: string; title: string }
/** One reading of a case of the own household by somebody on duty. */
export type Look = { case: string; service: string; at: string; by: { role: string; title: string }; why: Why | null }

/** The state at six in the morning, the same all day; `zones` is null where no emergency is in force. */
export type Bulletin = {
  area: string
  name: string
  day: string
  as_of: string
  worst: keyof ZoneCounts | null
  zones: ZoneCounts | null
  actions: string[]
  policy: string | null
}

export type AuditLook = { seq: number; log: string; at: string; case: string; service: string; area: string; role: string; account: string; why: string | null }
export type AuditPage = { looks: AuditLook[]; next: string | null }

export const myData = (api: Reader) => api.get<MyData>("/me/data")
export const looksOf = (api: Reader) => api.get<{ looks: Look[] }>("/me/looks").then((answer) => answer.looks)
export const bulletinOf = (api: Reader, area: string) => api.get<Bulletin>("/bulletin" + query({ area }))
export const auditOf = (api: Reader, area: string, page?: string) => api.get<AuditPage>("/audit" + query({ area, page, limit: 50 }))

/** Where a browser downloads a board's counts. */
export const talliesFile = (area: string): string => "/api/v1/tallies.csv" + query({ area })
