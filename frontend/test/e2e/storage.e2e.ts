// A phone whose memory is full, does not open, or was taken away says so, and what to do; nothing typed vanishes.
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { forEverybody, place, read, shoot } from "./hands"
import { openTown, type Device, type Town } from "./town"

let town: Town
let warga: Device

beforeAll(async () => {
  town = await openTown()
  warga = await town.visit("warga")
  await warga.page.locator(".choice.nila").first().waitFor()
  await warga.page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
})
afterAll(async () => town?.close())

const cases = async (page: Page) => ((await read(page, "me/data")) as { cases: { data: { note: string } }[] }).cases

/** From now on the disk of this page refuses whatever is put on it, as a full one does. */
const fill = (page: Page) =>
  page.evaluate(() => {
    const put = IDBObjectStore.prototype.put
    Object.assign(globalThis, { room: () => (IDBObjectStore.prototype.put = put) })
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("no room", "QuotaExceededError")
    }
  })
const free = (page: Page) => page.evaluate(() => (globalThis as unknown as { room: () => void }).room())

async function write(page: Page, note: string): Promise<void> {
  await page.getByText("Sembako", { exact: true }).click()
  await page.locator("textarea").fill(note)
  await page.getByRole("button", { name: "Kirim", exact: true }).click()
}

test("a full disk: the form keeps what was typed, says what to do, and never that it is stored", async () => {
  const { page, context } = warga
  await place(page, "lapor/aid/request", ".form")
  await context.setOffline(true)
  await fill(page)
  await write(page, "Beras untuk bayi")
  const notice = page.locator(".unstored")
  await notice.waitFor()
  expect(await notice.textContent()).toContain("Laporan ini belum tersimpan.")
  expect(await notice.textContent()).toContain("Hapus beberapa foto")
  expect(await page.locator("textarea").inputValue()).toBe("Beras untuk bayi")
  expect(await notice.getByRole("button", { name: "Kirim langsung" }).count()).toBe(0)
  expect(decodeURIComponent((await notice.locator("a[href^=sms]").getAttribute("href"))!)).toContain("RT 03 RW 04")
  await shoot(page, "storage-full")
  await forEverybody(warga, ".unstored")
  await place(page, "beranda", ".choice")
  expect(await page.locator(".strip").textContent()).toContain("Penyimpanan HP penuh")
  await shoot(page, "storage-full-home")
  await place(page, "lapor/aid/request", ".unstored")
  expect(await page.locator("textarea").inputValue()).toBe("Beras untuk bayi")
})

test("with room again the same tap stores it, and the strip goes", async () => {
  const { page, context } = warga
  await free(page)
  await page.getByRole("button", { name: "Kirim", exact: true }).click()
  await page.getByText("Tersimpan di HP, belum terkirim.").first().waitFor()
  expect(await page.locator(".strip").textContent()).not.toContain("penuh")
  await context.setOffline(false)
  await expect.poll(async () => (await cases(page)).map(({ data }) => data.note), { timeout: 20_000 }).toEqual(["Beras untuk bayi"])
})

test("a full disk with a signal: it is sent directly, once, also after an answer that was lost", async () => {
  const { page } = warga
  await place(page, "lapor/aid/request", ".form")
  await fill(page)
  await page.route("**/api/v1/aid/request", async (route) => {
    await route.fetch()
    await route.abort()
  }, { times: 1 })
  await write(page, "Langsung saja")
  const direct = page.getByRole("button", { name: "Kirim langsung" })
  await direct.click()
  await page.getByText("Belum ada jawaban.").waitFor()
  await shoot(page, "storage-direct")
  await direct.click()
  await page.waitForURL(/#\/kasus\//)
  expect((await cases(page)).filter(({ data }) => data.note === "Langsung saja")).toHaveLength(1)
  await page.reload()
})

test("a database taken away with a report in it: the phone tells how many are gone until somebody has read so", async () => {
  const { page, context } = warga
  await place(page, "lapor/aid/request", ".form")
  await page.route("**/api/v1/aid/request", (route) => route.abort())
  await write(page, "Yang akan hilang")
  await page.waitForURL(/#\/kasus\//)
  await page.waitForFunction(() => localStorage.getItem("jt.waiting") === "1")
  const browser = await context.newCDPSession(page)
  await browser.send("Storage.clearDataForOrigin", { origin: town.url, storageTypes: "indexeddb" })
  await page.goto(town.url + "/#/beranda")
  await page.reload()
  const strip = page.locator(".strip")
  await strip.filter({ hasText: "1 laporan yang belum terkirim hilang dari HP ini. Mohon lapor lagi." }).waitFor()
  // Only now: an attempt that the page before had begun would find the way open and arrive after all.
  await page.unroute("**/api/v1/aid/request")
  await page.locator(".card").first().waitFor()
  await shoot(page, "storage-lost")
  await forEverybody(warga, ".strip")
  await page.reload()
  await strip.filter({ hasText: "hilang dari HP ini" }).waitFor()
  await page.getByRole("button", { name: "Mengerti, tutup" }).click()
  await strip.waitFor({ state: "detached" })
  await page.reload()
  await page.locator(".choice.nila").first().waitFor()
  expect(await strip.count()).toBe(0)
  expect((await cases(page)).some(({ data }) => data.note === "Yang akan hilang")).toBe(false)
})

test("a memory that does not open: the home still stands, and a form is never said to be stored", async () => {
  const { page, context } = warga
  await context.addInitScript(() => {
    if (sessionStorage.getItem("shut")) IDBFactory.prototype.open = () => { throw new DOMException("no", "UnknownError") }
  })
  await page.evaluate(() => sessionStorage.setItem("shut", "1"))
  await page.goto(town.url + "/#/beranda")
  await page.reload()
  await page.locator(".choice.nila").first().waitFor()
  await page.locator(".strip", { hasText: "Penyimpanan HP tidak terbuka" }).waitFor()
  await shoot(page, "storage-shut-home")
  await place(page, "lapor/aid/request", ".unstored")
  await write(page, "Tanpa penyimpanan")
  await page.getByRole("button", { name: "Kirim langsung" }).waitFor()
  expect(await page.evaluate(() => scrollY)).toBe(0)
  await shoot(page, "storage-shut")
  await page.getByRole("button", { name: "Kirim langsung" }).click()
  await page.waitForURL(/#\/kasus\//)
  expect((await cases(page)).filter(({ data }) => data.note === "Tanpa penyimpanan")).toHaveLength(1)
  expect(warga.errors).toEqual([])
})
