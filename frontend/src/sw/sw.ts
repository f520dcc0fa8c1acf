// The service worker: it opens the phone's shell without a network, and shows news (told.ts). It answers nothing of /api,
// never guesses, and takes over only when the page asks, so that nobody's form vanishes under their thumb.
/// <reference lib="webworker" />
import { tellOn } from "./told"

// Filled in by the build: the pages and hashed files of the phone.
declare const __SHELL__: string[]
// Heavy helpers that few phones need; each stays once it was fetched.
declare const __TOOLS__: string[]

const worker = self as unknown as ServiceWorkerGlobalScope
const shell = __SHELL__
const tools = __TOOLS__
const cacheName = "shell-" + fingerprint(shell.join())

function fingerprint(text: string): string {
  let sum = 0
  for (let i = 0; i < text.length; i++) sum = (sum * 31 + text.charCodeAt(i)) | 0
  return (sum >>> 0).toString(36)
}

tellOn(worker)

worker.addEventListener("install", (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(shell.map((path) => new Request(path, { cache: "reload" })))))
})

worker.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name))))
  event.waitUntil(old.then(() => worker.clients.claim()))
})

worker.addEventListener("message", (event) => {
  if (event.data === "take over") void worker.skipWaiting()
})

worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== "GET" || url.origin !== worker.location.origin) return
  // The sign-in page is the same shell; desk and boards are online tools and go their own way.
  const page = event.request.mode === "navigate" && (url.pathname === "/" || url.pathname === "/masuk")
  if (page) event.respondWith(cached("/", event.request))
  else if (shell.includes(url.pathname)) event.respondWith(cached(url.pathname, event.request))
  else if (tools.includes(url.pathname)) event.respondWith(kept(event.request))
})

async function cached(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  return (await cache.match(path)) ?? fetch(request)
}

async function kept(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  const found = await cache.match(request.url)
  if (found) return found
  const answer = await fetch(request)
  // What stands in for a file of an older build is for now only.
  if (answer.ok && answer.headers.get("Cache-Control") !== "no-store") await cache.put(request.url, answer.clone())
  return answer
}
