// Every eye and thumb: axe in three themes, nothing cut, nothing too small, also with text at twice its size.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { BrowserContext, Page } from "playwright-core"
import { expect } from "vitest"

type Axe = { axe: { run: (what: Document) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

/** What is cut off at a side, and what is too small for a thumb. */
const faults = (page: Page) =>
  page.evaluate(() => {
    const seen = [...document.querySelectorAll<HTMLElement>("body *")].filter((one) => one.getBoundingClientRect().width > 0 && !one.closest(".unseen, .lurik"))
    const cut = seen.filter((one) => one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1)
    const small = seen.filter((one) => one.matches("button, a.button, .pick") && Math.min(one.offsetWidth, one.offsetHeight) < 48)
    return { cut: cut.map((one) => one.outerHTML.slice(0, 80)), small: small.map((one) => one.outerHTML.slice(0, 80)), wide: document.documentElement.scrollWidth > innerWidth }
  })

/** Whatever moves has arrived: colours half faded in and sizes on their way are nobody's to judge. What never ends is not waited for. */
export const still = (page: Page) =>
  page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })

/** Nothing for axe to find, in three themes. */
export async function readByAll(page: Page): Promise<void> {
  for (const theme of ["siang", "malam", "terik"]) {
    await page.evaluate((name) => { document.documentElement.dataset["theme"] = name }, theme)
    await still(page)
    if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe)
    const { violations } = await page.evaluate(() => (window as unknown as Axe).axe.run(document))
    expect(violations.map((one) => [theme, one.id, one.nodes[0]?.html])).toEqual([])
  }
  await page.evaluate(() => { document.documentElement.dataset["theme"] = "siang" })
}

/** The same, and for a phone: nothing cut, and nothing too small for a thumb. */
export async function seenByAll(page: Page): Promise<void> {
  await readByAll(page)
  await still(page)
  expect(await faults(page)).toEqual({ cut: [], small: [], wide: false })
}

/** `settle` brings the page back to what is to be looked at, once the letters have grown. */
export async function largeText(page: Page, context: BrowserContext, settle: () => Promise<void>): Promise<void> {
  const reader = await context.newCDPSession(page)
  await reader.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } })
  try {
    await settle()
    await still(page)
    expect(await faults(page)).toEqual({ cut: [], small: [], wide: false })
  } finally {
    await reader.send("Page.setFontSizes", { fontSizes: { standard: 16, fixed: 13 } })
    await reader.detach()
  }
}
