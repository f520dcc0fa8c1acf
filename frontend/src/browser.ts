// The one place where core meets the browser: fetch, WebSocket, locks, frames. Phone, desk and boards take them from here.
import { createApi, type Api } from "./core/api"
import type { Socket } from "./core/feed"
import { currentLanguage, setLanguage, type Spoken } from "./core/i18n"
import type { Exclusive } from "./core/outbox"
import { openStore, type Store } from "./core/store"

export const browserApi = (): Api => createApi((path, init) => fetch(path, init), currentLanguage)

/** The browser's socket is wider than what the feed asks of one. */
export const browserSocket = (path: string): Socket =>
  new WebSocket(location.origin.replace(/^http/, "ws") + path, "jogotonggo.v1") as unknown as Socket

/** Two tabs of one phone must not empty the same queue at once; the key would save us, the lock saves the traffic. */
export const browserLock: Exclusive = (work) =>
  (navigator.locks ? navigator.locks.request("jogotonggo-outbox", work) : work()) as ReturnType<typeof work>

export const browserFrame = (draw: () => void): void => void requestAnimationFrame(draw)

/** This phone's memory; where a browser has none, one that ends with the page and takes no report. */
export const browserStore = (): Promise<Store> => openStore().catch(() => import("./core/unkept").then(({ Unkept }) => new Unkept()))

const count = (name: string): number => Number(localStorage.getItem(name))

/** Notes outside the database how many commands wait in it. Returns how many went with one that was taken away, until that is put away. */
export function noteWaiting(waiting: number, anew: boolean): number {
  const lost = count("jt.lost") + (anew ? count("jt.waiting") : 0)
  localStorage.setItem("jt.waiting", String(waiting))
  localStorage.setItem("jt.lost", String(lost))
  return lost
}

export const putLostAway = (): void => localStorage.removeItem("jt.lost")

const slot = "jt.language"

/** Speaks the language chosen on this device; Indonesian unless somebody chose. */
export async function startLanguage(): Promise<void> {
  const chosen = localStorage.getItem(slot)
  await setLanguage(chosen === "en" || chosen === "jv" ? chosen : "id").catch(() => undefined)
  document.documentElement.lang = currentLanguage()
}

export const chooseLanguage = (language: Spoken): void => localStorage.setItem(slot, language)
