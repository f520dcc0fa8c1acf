// What this browser can do about news, and doing it: permission, subscription, and telling the server.
import type { Api } from "../../core/api"
import { tellHere, type Place } from "../../core/told"
import { startWorker } from "../../sw/start"

/** "home": an iPhone hears news only in an app on its home screen. */
export type Standing = "on" | "off" | "denied" | "home" | "none"

const able = (): boolean => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window
const iphone = (): boolean => /iPhone|iPad/.test(navigator.userAgent) && !matchMedia("(display-mode: standalone)").matches

async function subscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration()
  return (await registration?.pushManager.getSubscription()) ?? null
}

export async function standing(): Promise<Standing> {
  if (!able()) return iphone() ? "home" : "none"
  if (Notification.permission === "denied") return "denied"
  return Notification.permission === "granted" && (await subscription().catch(() => null)) ? "on" : "off"
}

const bytes = (key: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(key.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0))

const same = (a: ArrayBuffer | null, b: Uint8Array): boolean => !!a && String(new Uint8Array(a)) === String(b)

/** Asks for permission where it is not given, subscribes under the server's key, and tells the server. */
export async function turnOn(api: Api, key: string, app: Place["app"]): Promise<Standing> {
  const allowed = await Notification.requestPermission()
  if (allowed !== "granted") return allowed === "denied" ? "denied" : "off"
  if (!(await navigator.serviceWorker.getRegistration())) await startWorker()
  const { pushManager } = await navigator.serviceWorker.ready
  const old = await pushManager.getSubscription()
  // Another key is another server's: messages under it would be thrown away.
  if (old && !same(old.options.applicationServerKey, bytes(key))) await old.unsubscribe()
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) })
  await tellHere(api, placeOf(made, app))
  return "on"
}

export function placeOf(made: PushSubscription, app: Place["app"]): Place {
  const { endpoint = "", keys = {} } = made.toJSON()
  return { endpoint, p256dh: keys["p256dh"] ?? "", auth: keys["auth"] ?? "", app }
}

/** Whoever signs out, or wants no more, leaves no address behind. */
export async function turnOff(): Promise<void> {
  if (able()) await (await subscription().catch(() => null))?.unsubscribe()
}
