// The one place where core meets the browser: fetch, WebSocket, locks, frames. Phone, desk and boards take them from here.
import { createApi, type Api, type Speaker } from "./core/api"
import type { Socket } from "./core/feed"
import { currentLanguage, setLanguage, type Spoken } from "./core/i18n"
import type { Exclusive } from "./core/outbox"

export const browserApi = (speaker?: Speaker): Api => createApi((path, init) => fetch(path, init), currentLanguage, speaker)

/** The browser's socket is wider than what the feed asks of one. */
export const browserSocket = (path: string): Socket =>
  new WebSocket(location.origin.replace(/^http/, "ws") + path, "jogotonggo.v1") as unknown as Socket

/** Two tabs of one phone must not empty the same queue at once; the key would save us, the lock saves the traffic. */
export const browserLock: Exclusive = (work) =>
  (navigator.locks ? navigator.locks.request("jogotonggo-outbox", work) : work()) as ReturnType<typeof work>

export const browserFrame = (draw: () => void): void => void requestAnimationFrame(draw)

const slot = "jt.language"

/** Speaks the language chosen on this device; Indonesian unless somebody chose. */
export async function startLanguage(): Promise<void> {
  const chosen = localStorage.getItem(slot)
  await setLanguage(chosen === "en" || chosen === "jv" ? chosen : "id").catch(() => undefined)
  document.documentElement.lang = currentLanguage()
}

export const chooseLanguage = (language: Spoken): void => localStorage.setItem(slot, language)
