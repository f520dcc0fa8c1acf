// The lurah looks back: the board of yesterday at ten is the one that stood there then, whatever has happened since, and now is one tap away.
import { afterAll, beforeAll, expect, test } from "vitest"
import { readByAll } from "./eyes"
import { command, desktop, rt, shoot, wall } from "./hands"
import { openTown, type Device, type Town } from "./town"

const settings = { JT_DEMO_NOW: "2026-11-23T09:58:00+07:00" }
let town: Town
let warga: Device
let lurah: Device

const ask = async (need: string) => expect((await command(warga.page, "aid/request", { area: rt, need, people: 2 })).status).toBe(201)
const counters = () => lurah.page.locator(".counters dd").allTextContents()

beforeAll(async () => {
  town = await openTown(settings)
  warga = await town.visit("warga")
  for (const need of ["sembako", "obat"]) await ask(need)
  // A day later there are three more, and of the first two nothing has changed but the clocks.
  await town.crash()
  settings.JT_DEMO_NOW = "2026-11-24T10:20:00+07:00"
  await town.revive()
  for (const need of ["air", "popok", "sembako"]) await ask(need)
  lurah = await town.visit("lurah", wall)
})
afterAll(async () => town?.close())

test("yesterday at ten there were two, and now there are five", async () => {
  const { page } = lurah
  await expect.poll(counters).toEqual(["5", "0", "0", "0"])
  await page.locator(".boardhead .round").click()
  await page.getByRole("button", { name: "Lihat keadaan" }).click()
  await readByAll(page)
  await shoot(page, "then-choose")
  // The day before and the hour that it is are offered already.
  expect([await page.getByLabel("Hari").inputValue(), await page.locator("dialog select").inputValue()]).toEqual(["2026-11-23", "10"])
  await page.getByRole("button", { name: "Tampilkan" }).click()
  await page.getByRole("heading", { name: "Keadaan pada Senin, 23 Nov, 10.00" }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("H1")
  await expect.poll(counters).toEqual(["2", "0", "0", "0"])
  expect(await page.locator(".tile").count()).toBe(60)
  await readByAll(page)
  await shoot(page, "then-board")
  // An RT of then: what was open there, and nothing to press but the way out.
  await page.locator(`[data-area="${rt}"]`).click()
  await page.locator(".was li").nth(1).waitFor()
  expect([await page.locator(".was li").count(), await page.locator(".was button").count()]).toEqual([2, 1])
  await readByAll(page)
  await page.keyboard.press("Escape")
  await page.locator(".was").waitFor({ state: "detached" })
  // What happens now changes nothing of then.
  await ask("obat")
  expect(await counters()).toEqual(["2", "0", "0", "0"])
  await page.getByRole("button", { name: "Kembali ke sekarang" }).click()
  await expect.poll(counters).toEqual(["6", "0", "0", "0"])
  await page.getByText("Langsung", { exact: true }).waitFor()
})

test("an hour that has not come is said in words, and another can be chosen from the desk", async () => {
  const { page } = lurah
  await page.goto(town.url + "/papan#keadaan")
  await page.getByLabel("Hari").fill("2026-11-24")
  await page.locator("dialog select").selectOption("23")
  await page.getByRole("button", { name: "Tampilkan" }).click()
  await page.getByText("Waktu ini belum tiba. Pilih waktu yang sudah lewat.").waitFor()
  await page.locator("dialog select").selectOption("10")
  await page.getByRole("button", { name: "Tampilkan" }).click()
  await page.getByRole("heading", { name: "Keadaan pada Selasa, 24 Nov, 10.00" }).waitFor()
  const desk = await town.visit("staf", desktop)
  await desk.page.locator(".rail").getByRole("button", { name: "Menu", exact: true }).click()
  await desk.page.getByRole("link", { name: "Lihat keadaan" }).click()
  await desk.page.getByLabel("Hari").waitFor()
  expect([...desk.errors, ...lurah.errors]).toEqual([])
})

test("an alarm comes over a board of the past as over that of now", async () => {
  const { page } = lurah
  await page.locator(".boardhead.then").waitFor()
  expect((await command(warga.page, "alert/raise", { area: rt, kind: "kebakaran" })).status).toBe(201)
  await page.locator(".alarmed").waitFor()
  expect(lurah.errors).toEqual([])
})
