// What is kept about somebody, who looked at it, and what a place tells everybody once a day: read by screens that come later.
import { query, type Api } from "./api"
import type { components } from "./api.gen"
import type { Facts } from "./wire"

type Shapes = components["schemas"]

type Reader = Pick<Api, "get">

export type MyCase = Facts & { data: Record<string, unknown>; kept_until: string | null }
export type MyDevice = { device: string; opened_at: string; seen_at: string }
export type MyData = { account: { name: string; login: string; added_at: string }; sessions: MyDevice[]; cases: MyCase[]; photos: { case: string | null; at: string }[] }

/** One reading of a case of the own household by somebody on duty; `why` where a glass was broken. */
export type Look = Shapes["Look"]
/** The state at six in the morning, the same all day; `zones` is null where no emergency is in force. */
export type Bulletin = Shapes["Bulletin"]
/** One reading, as who guards personal data reads it. */
export type AuditLook = Shapes["Audited"]
export type AuditPage = { looks: AuditLook[]; next: string | null }

export const myData = (api: Reader) => api.get<MyData>("/me/data")
export const looksOf = (api: Reader) => api.get<{ looks: Look[] }>("/me/looks").then((answer) => answer.looks)
export const bulletinOf = (api: Reader, area: string) => api.get<Bulletin>("/bulletin" + query({ area }))
export const auditOf = (api: Reader, area: string, page?: string) => api.get<AuditPage>("/audit" + query({ area, page, limit: 50 }))

/** Where a browser downloads a board's counts. */
export const talliesFile = (area: string): string => "/api/v1/tallies.csv" + query({ area })
