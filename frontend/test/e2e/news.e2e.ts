// What a family tells while its phone still reads the case is seen on that phone, however slow the reading is.
import { afterAll, beforeAll, expect, test } from "vitest"
import { command, isolated } from "./hands"
import { openTown, type Device, type Town } from "./town"

let town: Town
let warga: Device
let ill = ""

beforeAll(async () => {
  town = await openTown({ JT_DEMO_NOW: "2026-11-23T10:30:00+07:00" })
  warga = await town.visit("warga")
  ill = await isolated(town, warga)
})
afterAll(async () => town?.close())

test("an answer from before the report is not the last word", async () => {
  const { page, errors } = warga
  await page.goto(town.url + "/#/kabar")
  await page.locator(".family").waitFor()
  let asked = 0
  let release = () => {}
  const released = new Promise<void>((done) => (release = done))
  await page.route("**/api/v1/cases/" + ill, async (route) => {
    const before = await route.fetch()
    if (++asked === 1) await released
    await route.fulfill({ response: before })
  })
  // Somebody else of the family was quicker: this phone hears of it and begins to read.
  expect((await command(page, "isolation/check_in", { case: ill, same: true })).status).toBe(200)
  await expect.poll(() => asked).toBe(1)
  await page.getByRole("button", { name: "Ada yang beda" }).click()
  await page.getByLabel(/^Saturasi/).fill("96")
  const sent = page.waitForResponse("**/api/v1/isolation/check_in")
  const listed = page.waitForResponse((it) => /\/api\/v1\/(me\/)?cases(\?|$)/.test(it.url()))
  await page.locator("dialog").getByRole("button", { name: "Kirim" }).click()
  await Promise.all([sent, listed])
  release()
  await page.locator(".family", { hasText: "saturasi 96 %" }).waitFor()
  expect(errors).toEqual([])
})
