// Registers the worker and lets a new one take over at the start of a page, before anybody has typed anything.

type Policy = { createScriptURL: (url: string) => string }
type Factory = { createPolicy: (name: string, rules: Policy) => Policy }

export async function startWorker(): Promise<void> {
  const { serviceWorker } = navigator
  if (!serviceWorker || !import.meta.env.PROD) return
  // The page's policy wants a script's address to come from a named rule; ours knows exactly one address.
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes
  const url = factory ? factory.createPolicy("worker", { createScriptURL: () => "/sw.js" }).createScriptURL("") : "/sw.js"
  const registration = await serviceWorker.register(url).catch(() => null)
  if (!registration?.waiting || !serviceWorker.controller) return
  serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true })
  registration.waiting.postMessage("take over")
}
