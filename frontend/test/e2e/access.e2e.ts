// Nothing on a phone stands in anybody's way: axe in three themes, thumbs of 48 pixels, and text at twice its size without sideways scroll.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openTown, type Device, type Town } from "./town"

type Axe = { axe: { run: (what: Document) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

let town: Town
let warga: Device
let rt: Device

beforeAll(async () => {
  town = await openTown()
  warga = await town.device("warga")
  rt = await town.device("rt")
  await town.enter(warga, "warga")
  await town.enter(rt, "rt")
  await warga.page.locator(".choice", { hasText: "Butuh bantuan" }).click()
  await warga.page.getByText("Obat", { exact: true }).click()
  await warga.page.getByRole("button", { name: "Kirim" }).click()
  await warga.page.locator(".line .clock").waitFor()
})
afterAll(async () => town?.close())

// Where to look, by whom, and what shows that the page is there.
const places: [string, () => Device, string, string][] = [
  ["home", () => warga, "#/beranda", ".card .clock"],
  ["form", () => warga, "#/lapor/aid/request", "form"],
  ["queue", () => warga, "#/antrean", ".rows"],
  ["emergency", () => warga, "#/darurat", ".bar a"],
  ["inbox", () => rt, "#/kotak", ".first .main"],
  ["houses", () => rt, "#/rumah", ".rows .opener"],
  ["not found", () => rt, "#/kasus/01a1fff0-2adf-71d4-b44f-d13d00000000", ".empty"],
]

async function visit(page: Page, hash: string, sign: string): Promise<void> {
  await page.evaluate((to) => { location.hash = to }, hash)
  await page.locator(sign).first().waitFor()
}

/** What is cut off at a side, and what is too small for a thumb. */
const faults = (page: Page) =>
  page.evaluate(() => {
    const seen = [...document.querySelectorAll<HTMLElement>("body *")].filter((one) => one.getBoundingClientRect().width > 0 && !one.closest(".unseen, .lurik"))
    const cut = seen.filter((one) => one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1)
    const small = seen.filter((one) => one.matches("button, a.button, .pick") && Math.min(one.offsetWidth, one.offsetHeight) < 48)
    return { cut: cut.map((one) => one.outerHTML.slice(0, 80)), small: small.map((one) => one.outerHTML.slice(0, 80)), wide: document.documentElement.scrollWidth > innerWidth }
  })

test.each(places)("%s: nothing for axe to find in three themes", async (_, device, hash, sign) => {
  const { page } = device()
  await visit(page, hash, sign)
  for (const theme of ["siang", "malam", "terik"]) {
    await page.evaluate((name) => { document.documentElement.dataset["theme"] = name }, theme)
    await page.evaluate(axe)
    const { violations } = await page.evaluate(() => (window as unknown as Axe).axe.run(document))
    expect(violations.map((one) => [theme, one.id, one.nodes[0]?.html])).toEqual([])
  }
  expect(await faults(page)).toEqual({ cut: [], small: [], wide: false })
})

test.each(places)("%s: at twice the text nothing is cut and nothing scrolls sideways", async (_, device, hash, sign) => {
  const { page, context } = device()
  const reader = await context.newCDPSession(page)
  await reader.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } })
  await visit(page, hash, sign)
  expect(await faults(page)).toEqual({ cut: [], small: [], wide: false })
  await reader.send("Page.setFontSizes", { fontSizes: { standard: 16, fixed: 13 } })
  await reader.detach()
})
