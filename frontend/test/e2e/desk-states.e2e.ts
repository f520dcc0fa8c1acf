// A desk on a bad day: the server gone and back, a session that ended in the middle of a word, large text, a phone in a nurse's hand.
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { largeText, readByAll } from "./eyes"
import { command, desktop, read, rt, shoot } from "./hands"
import { openTown, type Device, type Town } from "./town"

let town: Town
let warga: Device
let head: Device
let staf: Device
let id = ""

beforeAll(async () => {
  town = await openTown()
  warga = await town.visit("warga")
  head = await town.visit("rt")
  staf = await town.visit("staf", desktop)
})
afterAll(async () => town?.close())

const strip = (page: Page, words: string) => page.locator(".status", { hasText: words })

test("an empty desk thanks", async () => {
  const { page } = staf
  await page.getByText("Antrean kosong").waitFor()
  await shoot(page, "desk-empty")
  await readByAll(page)
})

test("the server dies: the figures keep standing, the strip says since when, an act says that nothing is sure", async () => {
  id = (await command(warga.page, "aid/request", { area: rt, need: "sembako", people: 4 })).body.case.id
  expect((await command(head.page, "aid/verify", { case: id })).status).toBe(200)
  const { page } = staf
  await page.locator(".queue tbody tr", { hasText: "Sembako, 4 orang" }).waitFor()
  await page.locator(".doing .main", { hasText: "Saya tangani" }).waitFor()
  await town.crash()
  await strip(page, "Kabar terakhir").waitFor({ timeout: 20_000 })
  expect(await page.locator(".status").getAttribute("class")).toContain("partial")
  expect(await page.locator(".queue tbody tr").count()).toBe(1)
  await page.keyboard.press("s")
  await page.locator(".why", { hasText: "Belum ada jawaban server" }).waitFor({ timeout: 20_000 })
  await shoot(page, "desk-offline")
  await readByAll(page)
})

test("loaded again meanwhile, the tab shows what it saw last", async () => {
  const { page } = staf
  await town.revive()
  await strip(page, "Langsung").waitFor({ timeout: 40_000 })
  await page.route("**/api/v1/**", (route) => route.abort())
  await page.reload()
  await page.locator(".queue tbody tr", { hasText: "03/04" }).waitFor()
  await strip(page, "Kabar terakhir").waitFor({ timeout: 20_000 })
  await shoot(page, "desk-kept")
  await page.unroute("**/api/v1/**")
  await page.reload()
  await strip(page, "Langsung").waitFor({ timeout: 20_000 })
})

test("tried again it was done once", async () => {
  const { page } = staf
  await page.locator(".doing .main").waitFor()
  await page.keyboard.press("s")
  await page.locator(".doing .main", { hasText: "Berangkat" }).waitFor()
  await page.keyboard.press("s")
  await page.locator(".doing .main", { hasText: "Serah terima" }).waitFor()
  const steps = (await read(page, "cases/" + id)).timeline.map((one: { type: string }) => one.type)
  expect(steps).toEqual(["request", "verify", "claim", "dispatch"])
})

test("a session that ended keeps what was typed; the secret is asked for where one stands", async () => {
  const { page, context } = staf
  const code = String((await read(warga.page, "cases/" + id)).case.data.hand_over_code)
  await page.keyboard.press("s")
  await page.locator("dialog .box").fill("12")
  await page.keyboard.press("Enter")
  await page.locator("dialog .field .why").waitFor()
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe("12")
  await page.locator("dialog .box").fill(code)
  await context.clearCookies()
  await page.keyboard.press("Enter")
  const again = page.locator("dialog", { hasText: "Sesi berakhir" })
  await again.waitFor()
  await shoot(page, "desk-ended")
  await readByAll(page)
  await again.locator("input").fill("jogotonggo")
  await again.locator(".main").click()
  await again.waitFor({ state: "detached" })
  expect(await page.locator("dialog .box").inputValue()).toBe(code)
  await page.locator("dialog .main").click()
  await page.locator(".file .stands", { hasText: "Selesai, diterima" }).waitFor()
})

test("text at twice its size, and a window too narrow for three columns", async () => {
  const { page, context } = staf
  await command(warga.page, "aid/request", { area: rt, need: "obat", people: 2, urgent: true })
  await page.setViewportSize({ width: 1024, height: 768 })
  await page.locator(".rail button", { hasText: "Menunggu ketua" }).click()
  await page.locator(".queue tbody tr").click()
  await page.locator("dialog .file").waitFor()
  await shoot(page, "desk-narrow")
  await readByAll(page)
  await page.keyboard.press("Escape")
  await page.setViewportSize(desktop)
  const reader = await context.newCDPSession(page)
  await reader.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } })
  await page.locator(".queue tbody tr").waitFor()
  await shoot(page, "desk-large")
  expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
  await reader.send("Page.setFontSizes", { fontSizes: { standard: 16, fixed: 13 } })
})

test("nakes on a phone of 360: the queue, the form, the days of news", async () => {
  const sick = await command(head.page, "isolation/report", { area: rt, household: rt + "/H013", on_behalf: { consent: "spoken" }, who: "Pak Joko", since: new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10), breathless: false })
  expect((await command(head.page, "isolation/verify", { case: sick.body.case.id })).status).toBe(200)
  const nakes = await town.visit("nakes", { width: 360, height: 640 })
  const { page, context } = nakes
  const row = page.locator(".queue tbody tr", { hasText: "Pak Joko" })
  await row.waitFor()
  await shoot(page, "nakes-queue")
  await readByAll(page)
  await row.click()
  await page.locator("dialog .main", { hasText: "Mulai isolasi" }).click()
  const form = page.locator("dialog .form")
  await form.getByText("Konfirmasi", { exact: true }).click()
  await shoot(page, "nakes-start")
  await readByAll(page)
  await form.locator(".main").click()
  await page.locator("dialog .glance .days span").first().waitFor()
  await shoot(page, "nakes-file")
  await readByAll(page)
  await largeText(page, context, () => page.locator("dialog .glance").waitFor())
  expect(nakes.errors).toEqual([])
  await nakes.kill()
})
