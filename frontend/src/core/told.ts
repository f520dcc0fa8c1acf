// Where a person is told, when, and what came of it: read and changed by the page about it.
import type { Api } from "./api"
import type { components } from "./api.gen"

export type Told = components["schemas"]["Push"]
export type Device = Told["devices"][number]
export type Notice = Told["notices"][number]
export type Quiet = Told["quiet"]
export type Place = { endpoint: string; p256dh: string; auth: string; app: "phone" | "desk" | "board" }

type Caller = Pick<Api, "get" | "call">

export const toldOf = (api: Caller) => api.get<Told>("/push")
export const tellHere = (api: Caller, place: Place) => api.call<{ id: string }>("POST", "/push/subscriptions", place)
export const tellNoMore = (api: Caller, id: string) => api.call<void>("DELETE", "/push/subscriptions/" + encodeURIComponent(id))
export const keepQuiet = (api: Caller, quiet: Quiet) => api.call<void>("PUT", "/push/quiet", quiet)
