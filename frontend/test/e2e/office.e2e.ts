// The straight line, seen from desk and boards: a report appears on the wall, the desk brings it, the household's code closes it.
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { readByAll } from "./eyes"
import { command, desktop, read, rt, wall } from "./hands"
import { openTown, type Device, type Town } from "./town"

let town: Town
let warga: Device
let head: Device
let lurah: Device
let staf: Device
let id = ""

beforeAll(async () => {
  town = await openTown()
  warga = await town.visit("warga")
  head = await town.visit("rt")
  lurah = await town.visit("lurah", wall)
  staf = await town.visit("staf", desktop)
})
afterAll(async () => town?.close())

const tile = (page: Page, area: string) => page.locator(`[data-area="${area}"]`)
const counters = (page: Page) => page.locator(".counters dd").allTextContents()

test("the lurah's wall shows all sixty RTs of Tegalsari in nine blocks, all calm", async () => {
  const { page } = lurah
  expect(new URL(page.url()).pathname).toBe("/papan")
  await page.locator(".tile").first().waitFor()
  expect(await page.locator(".tile").count()).toBe(60)
  expect(await page.locator(".block").count()).toBe(9)
  expect(await page.locator(".tile.calm, .tile.green").count()).toBe(60)
  await page.locator(".status", { hasText: "Langsung" }).waitFor()
})

test("a report reaches the wall within a second", async () => {
  const { page } = lurah
  const since = await page.evaluate(() => {
    const found = document.querySelector(".counters")!
    const watch = window as unknown as { changed?: number }
    new MutationObserver(() => (watch.changed ??= Date.now())).observe(found, { subtree: true, childList: true, characterData: true, attributes: true })
    return Date.now()
  })
  const { status, body } = await command(warga.page, "aid/request", { area: rt, need: "sembako", people: 4, urgent: true })
  expect(status).toBe(201)
  id = body.case.id
  await expect.poll(() => counters(page)).toEqual(["1", "0", "0", "0"])
  const changed = await page.evaluate(() => (window as unknown as { changed: number }).changed)
  // Measured from before the request was even sent.
  expect(changed - since).toBeLessThan(1000)
  await page.locator(".feed li", { hasText: "RT 03 RW 04: permintaan bantuan baru" }).waitFor()
  expect(await page.locator(".clockrow").count()).toBe(1)
})

test("one tap goes down to the RT; the wall names nobody", async () => {
  const { page } = lurah
  await tile(page, rt).click()
  await page.locator(".rt > ul li").waitFor()
  expect(await page.locator(".rt").textContent()).toContain("Menunggu diperiksa")
  expect(await page.locator("body").textContent()).not.toContain("Sri Wahyuni")
  await page.getByRole("button", { name: "Tutup" }).click()
})

test("once verified it stands in the desk's queue; S takes it, S sends it off", async () => {
  expect((await command(head.page, "aid/verify", { case: id })).status).toBe(200)
  const { page } = staf
  expect(new URL(page.url()).pathname).toBe("/meja")
  await page.locator(".queue button", { hasText: "Sembako, 4 orang" }).waitFor()
  await page.locator(".doing .main", { hasText: "Saya tangani" }).waitFor()
  await page.keyboard.press("s")
  await page.locator(".doing .main", { hasText: "Berangkat" }).waitFor()
  expect(await page.locator(".queue .chosen").textContent()).toContain("Saya")
  await expect.poll(() => counters(lurah.page)).toEqual(["0", "1", "0", "0"])
  await page.keyboard.press("s")
  await page.locator(".doing .main", { hasText: "Serah terima" }).waitFor()
})

test("a wrong code is said at its field and changes nothing; the household's code closes the case everywhere", async () => {
  const { page } = staf
  const { case: own } = await read(warga.page, "cases/" + id)
  const code = String(own.data.hand_over_code)
  await page.keyboard.press("s")
  await page.locator("dialog .box").fill(code === "111111" ? "222222" : "111111")
  await page.keyboard.press("Enter")
  await page.locator("dialog .why").waitFor()
  await page.locator("dialog .box").fill(code)
  await page.keyboard.press("Enter")
  await page.locator("dialog").waitFor({ state: "detached" })
  await page.locator(".file .stands", { hasText: "Selesai, diterima" }).waitFor()
  await expect.poll(() => counters(lurah.page)).toEqual(["0", "0", "0", "0"])
  await lurah.page.locator(".feed li", { hasText: "bantuan diterima keluarga" }).waitFor()
  await page.locator(".rail button", { hasText: "Selesai" }).click()
  await page.locator(".queue tbody tr").waitFor()
})

test("a wall that was cut off comes back by itself and misses nothing", async () => {
  const { page, context } = lurah
  await context.setOffline(true)
  await page.evaluate(() => dispatchEvent(new Event("offline")))
  for (const need of ["obat", "air", "popok"]) expect((await command(warga.page, "aid/request", { area: rt, need, people: 2 })).status).toBe(201)
  await context.setOffline(false)
  await expect.poll(() => counters(page)).toEqual(["3", "0", "0", "0"])
  const board = await read(page, "board?area=33.74.08.1006")
  expect(board.tallies["33.74.08.1006"].aid.filed).toBe(3)
})

test("a kelurahan without RW is one wide block of thirty-four", async () => {
  const device = await town.device("lurah-bpn", wall)
  await town.enter(device, "lurah-bpn")
  await device.page.locator(".tile").first().waitFor()
  expect(await device.page.locator(".tile").count()).toBe(34)
  expect(await device.page.locator(".block").count()).toBe(1)
  const cut = await device.page.evaluate(() => document.querySelector(".blocks")!.scrollHeight > document.querySelector(".blocks")!.clientHeight)
  expect(cut).toBe(false)
  expect(device.errors).toEqual([])
  await device.kill()
})

test("a city sees counts only, and small ones as <5", async () => {
  const device = await town.visit("kota", wall)
  await device.page.getByText("Candisari").waitFor()
  await device.page.locator(".card", { hasText: "Tegalsari" }).waitFor()
  const text = (await device.page.locator("main").textContent())!
  expect(text).toContain("<5")
  expect(text).not.toMatch(/\b(RT|RW) \d/)
  expect(device.errors).toEqual([])
  await device.kill()
})

test("nothing on desk and wall stands in the way of anybody, in three themes", async () => {
  for (const { page, errors } of [staf, lurah]) {
    await readByAll(page)
    expect(errors).toEqual([])
  }
})
