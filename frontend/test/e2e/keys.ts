// A hand that has no mouse and no screen to touch.
import type { Page } from "playwright-core"
import { expect } from "vitest"

/** The thing that has the focus now, and whether one can see that it has. */
export const focused = (page: Page) =>
  page.evaluate(() => {
    const it = document.activeElement as HTMLElement
    const ring = getComputedStyle(it.matches("input.unseen") ? it.closest("label")! : it)
    const named = it.getAttribute("aria-label") ?? (it instanceof HTMLInputElement && it.labels?.[0]?.textContent) ?? it.textContent
    return { tag: it.tagName, name: (named || it.textContent || "").trim().replace(/\s+/g, " ").slice(0, 60), ring: ring.outlineStyle !== "none" && Math.round(parseFloat(ring.outlineWidth)) >= 3, inside: !!it.closest("dialog") }
  })

/** Tab until something of that name has the focus; every stop on the way shows its ring. `most` is how many stops one may be asked for. */
export async function tabTo(page: Page, wanted: RegExp, most = 40): Promise<void> {
  const passed: string[] = []
  for (let i = 0; i < most; i++) {
    await page.keyboard.press("Tab")
    const now = await focused(page)
    if (now.tag === "BODY" || now.tag === "HTML") continue
    expect([now.name, now.ring]).toEqual([now.name, true])
    if (["MAIN", "DIALOG", "DIV", "SECTION"].includes(now.tag)) continue // what merely scrolls
    if (wanted.test(now.name)) return
    passed.push(now.name)
  }
  throw new Error(`no way by keyboard to ${wanted}; passed ${passed.join(" · ")}`)
}

/** Goes there and presses it. */
export async function press(page: Page, wanted: RegExp, key = "Enter", most = 40): Promise<void> {
  await tabTo(page, wanted, most)
  await page.keyboard.press(key)
}
