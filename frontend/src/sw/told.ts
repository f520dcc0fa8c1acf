// News on a device whose app is closed: shown, closed again when somebody acted, and reported back. The server writes the words;
// they name nobody. A message about the same takes the place of the one before it.
/// <reference lib="webworker" />

type Note = { id?: string; tag: string; text?: string; to?: string; for?: string; at?: number; loud?: boolean; close?: boolean }
type Kept = { id?: string; to?: string }
type Changed = ExtendableEvent & { oldSubscription?: PushSubscription; newSubscription?: PushSubscription }
type Shown = NotificationOptions & { vibrate?: number[]; renotify?: boolean; timestamp?: number }

export function tellOn(worker: ServiceWorkerGlobalScope): void {
  worker.addEventListener("push", (event) => {
    if (event.data) event.waitUntil(show(worker, event.data.json() as Note))
  })
  worker.addEventListener("notificationclick", (event) => {
    event.notification.close()
    const { id, to } = event.notification.data as Kept
    event.waitUntil(Promise.all([report(id, "opened"), open(worker, to ?? "/")]))
  })
  // A browser may change its address by itself; the server learns the new one under the same session.
  worker.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(worker, event as Changed)))
}

async function show({ registration }: ServiceWorkerGlobalScope, { id, tag, text, to = "/", for: who, at, loud, close }: Note): Promise<void> {
  if (close) for (const one of await registration.getNotifications({ tag })) one.close()
  if (!text) return
  const options: Shown = {
    body: text, tag, lang: "id", icon: "/assets/icon.svg", badge: "/assets/icon.svg", data: { id, to: meant(to, who) }, timestamp: at ?? Date.now(),
    silent: !!close, renotify: !!loud, requireInteraction: !!loud, ...(loud && { vibrate: [400, 900, 400, 900, 400] }),
  }
  await registration.showNotification("Jogo Tonggo", options)
  await report(id, "shown")
}

/** Several people may share a phone: the page finds out whether who it is meant for uses it now, and else asks. */
const meant = (to: string, who?: string): string => (who && /^\/(#|$)/.test(to) ? `/#/untuk/${who}${to.slice(2)}` : to)

/** Said once, by the session of this browser. Without a network it stays unsaid: the notice itself stands. */
async function report(id: string | undefined, what: "shown" | "opened"): Promise<void> {
  if (id) await fetch(`/api/v1/push/notices/${id}/${what}`, { method: "POST" }).catch(() => null)
}

/** To the window that is there, else to a new one. */
async function open({ clients, location }: ServiceWorkerGlobalScope, to: string): Promise<void> {
  const target = new URL(to, location.origin)
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true })
  const there = windows.find((one) => new URL(one.url).pathname === target.pathname)
  const shown = there && (await there.navigate(target.href).catch(() => null))
  await (shown ? shown.focus().catch(() => null) : clients.openWindow(target.href))
}

async function renew({ registration }: ServiceWorkerGlobalScope, event: Changed): Promise<void> {
  const key = event.oldSubscription?.options.applicationServerKey
  const made = event.newSubscription ?? (key && (await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })))
  const { endpoint, keys } = made ? made.toJSON() : {}
  const body = JSON.stringify({ endpoint, p256dh: keys?.["p256dh"], auth: keys?.["auth"] })
  if (made) await fetch("/api/v1/push/subscriptions", { method: "POST", headers: { "Content-Type": "application/json" }, body })
}
