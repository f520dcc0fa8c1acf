// Looks at a page on which hostile text stands: it must stand there letter by letter, and nothing of it may have happened.
import type { Page } from "playwright-core"
import { expect } from "vitest"
import type { Device } from "./town"

type Spoilt = { __pwned?: unknown; __violations?: string[] }

export type Watch = { dialogs: string[]; strangers: string[]; check: (shown?: readonly string[], where?: string) => Promise<number> }

/** From here on every page of this device tells what it would rather hide: dialogs, calls to strangers, breaches of its policy. */
export async function watch({ context, page, errors }: Device, home: string): Promise<Watch> {
  const dialogs: string[] = []
  const strangers: string[] = []
  await context.addInitScript(() => {
    const breaches: string[] = []
    ;(window as Spoilt).__violations = breaches
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => breaches.push([violatedDirective, blockedURI, sample].join(" ")))
  })
  page.on("dialog", (dialog) => { dialogs.push(dialog.message()); void dialog.dismiss() })
  context.on("request", (request) => { if (/^(https?|wss?):/.test(request.url()) && new URL(request.url()).host !== new URL(home).host) strangers.push(request.url()) })
  context.on("page", (other) => strangers.push("a window: " + other.url()))
  await page.reload()
  return {
    dialogs,
    strangers,
    /** `shown` are texts that must stand on the page as they were written; gives how many do. */
    check: async (shown = [], where = page.url()) => {
      if (shown.length > 0) await expect.poll(() => missing(page, shown), { timeout: 15_000, message: where }).toEqual([])
      expect({ where, ...(await happened(page)), dialogs, strangers, errors }).toEqual({ where, pwned: false, breaches: [], elements: [], dialogs: [], strangers: [], errors: [] })
      return shown.length
    },
  }
}

/** Which of the texts do not stand there. White space is the page's own affair. */
const missing = (page: Page, texts: readonly string[]) =>
  page.evaluate((texts) => {
    const flat = (text: string) => text.replace(/\s+/g, " ").trim()
    const typed = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")].map(({ value }) => value)
    const seen = flat([document.body.textContent, ...typed].join(" "))
    return texts.filter((text) => !seen.includes(flat(text)))
  }, texts)

/** What is there that no page of ours has. */
const happened = (page: Page) =>
  page.evaluate(() => {
    const loud = (one: Element) => [...one.attributes].some(({ name }) => name.startsWith("on"))
    const leads = (one: Element) => ["href", "src", "srcset", "srcdoc", "action", "formaction", "data", "poster", "background", "ping", "style", "xlink:href", "content"].some((name) => /__pwned|evil\.example|^\s*(javascript|vbscript):/i.test(one.getAttribute(name) ?? "") && !/^[#/][^/]/.test(one.getAttribute(name) ?? ""))
    const alien = "script:not([src^='/assets/']), iframe, frame, object, embed, base, math, marquee, applet, meta, link, style, animate, set, foreignObject, xmp, listing, plaintext, template, noscript:not(body > noscript), portal, font, center"
    const found = [...document.body.querySelectorAll("*")].filter((one) => loud(one) || leads(one) || one.matches(alien))
    return { pwned: "__pwned" in window, breaches: (window as Spoilt).__violations ?? ["nobody listens"], elements: found.map((one) => one.outerHTML.slice(0, 120)) }
  })

/** Markup cannot become elements here even where somebody forgets: the browser refuses to take a text for it. */
export const trusted = (page: Page) =>
  page.evaluate(() => {
    const refused = (act: () => unknown) => { try { act(); return false } catch (why) { return why instanceof TypeError } }
    const loose = document.createElement("div")
    return [refused(() => { loose.innerHTML = "<b>a</b>" }), refused(() => { document.createElement("script").text = "a" }), refused(() => document.createRange().createContextualFragment("<b>")), refused(() => new DOMParser().parseFromString("<b>", "text/html"))]
  })
