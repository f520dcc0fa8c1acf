// Nothing on a phone stands in anybody's way: axe in three themes, thumbs of 48 pixels, and text at twice its size without sideways scroll.
import type { Page } from "playwright-core"
import { afterAll, beforeAll, test } from "vitest"
import { largeText, seenByAll } from "./eyes"
import { openTown, type Device, type Town } from "./town"

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
  ["illness form", () => warga, "#/lapor/isolation/report", "form"],
  ["news of a family without any", () => warga, "#/kabar", ".empty"],
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

test.each(places)("%s: nothing for axe to find in three themes", async (_, device, hash, sign) => {
  const { page } = device()
  await visit(page, hash, sign)
  await seenByAll(page)
})

test.each(places)("%s: at twice the text nothing is cut and nothing scrolls sideways", async (_, device, hash, sign) => {
  const { page, context } = device()
  await largeText(page, context, () => visit(page, hash, sign))
})
