// What walls read and send beside a board: the lobby, its screens, the pace of an area, how it stood at a time, and the log since a position.
import { query, type Api } from "./api"
import type { Board, EventFacts, Figures, Kiosk, Lobby } from "./wire"

type Reader = Pick<Api, "get">
type Caller = Pick<Api, "call">

/** Without an area, the one for which this screen hangs. */
export const lobbyOf = (api: Reader, area = "") => api.get<Lobby>("/lobby" + query({ area }))
export const openKiosk = (api: Caller, code: string) => api.call<unknown>("POST", "/kiosks/open", { code })
export const kiosksOf = (api: Reader, area: string) => api.get<{ kiosks: Kiosk[] }>("/kiosks" + query({ area })).then((answer) => answer.kiosks)
export const newKiosk = (api: Caller, area: string) => api.call<{ kiosk: Kiosk }>("POST", "/kiosks", { area }).then((answer) => answer.kiosk)
export const closeKiosk = (api: Caller, id: string) => api.call<unknown>("DELETE", "/kiosks/" + encodeURIComponent(id))
export const figuresOf = (api: Reader, area: string) => api.get<Figures>("/figures" + query({ area }))
/** How an area stood at a time; nothing can be followed from there. */
export const boardAt = (api: Reader, area: string, at: string) => api.get<Board>("/board" + query({ area, at }))

export type LogPage = { events: EventFacts[]; cursor: string }
export const logAfter = (api: Reader, area: string, after: string, limit: number) => api.get<LogPage>("/log" + query({ area, after, limit }))
