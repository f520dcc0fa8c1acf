// Who comes to a house: told without a network, checked by the head, watched for some days, and what a cough leads to.
import { afterAll, beforeAll, expect, test } from "vitest"
import { command, desktop, forEverybody, place, read, rt, shoot, wall } from "./hands"
import { openTown, type Device, type Town } from "./town"

let town: Town
let warga: Device
let head: Device
let lurah: Device
let id = ""

beforeAll(async () => {
  town = await openTown()
})
afterAll(async () => town?.close())

test("the neighbour's home has four choices, and a guest is told of with a handful of taps, also without a network", async () => {
  warga = await town.visit("warga")
  const { page, context } = warga
  await page.locator(".choice", { hasText: "Lapor tamu" }).waitFor()
  expect((await page.locator(".choice").allTextContents()).slice(0, 3)).toEqual(["Ada yang sakit", "Butuh bantuan", "Lapor tamu"])
  await shoot(page, "home")
  await page.waitForFunction(() => navigator.serviceWorker.ready.then(() => true))
  await context.setOffline(true)
  await page.locator(".choice", { hasText: "Lapor tamu" }).click()
  await page.getByText("Pemudik", { exact: true }).click()
  await page.getByLabel("Datang dari mana?").fill("Surabaya")
  expect(await page.getByLabel("Tiba tanggal").inputValue()).toMatch(/^\d{4}-\d\d-\d\d$/)
  await shoot(page, "form")
  expect(await page.getByLabel("Nama yang datang").isVisible()).toBe(false)
  await page.getByText("Lengkapi bila tahu").click()
  await page.getByLabel("Nama yang datang").fill("Budi")
  await shoot(page, "form-whole")
  await forEverybody(warga, ".form")
  await page.getByRole("button", { name: "Kirim" }).click()
  await page.locator(".line .now", { hasText: "Tersimpan di HP" }).waitFor()
  await shoot(page, "kept")
  id = (await page.evaluate(() => location.hash)).split("/").at(-1)!
  await context.setOffline(false)
  await page.locator(".line", { hasText: "Terkirim" }).locator(".clock").waitFor()
  await page.locator(".facts", { hasText: "terima kasih" }).waitFor()
  await shoot(page, "sent")
})

test("the head reads who comes from where and says yes", async () => {
  head = await town.visit("rt")
  const { page } = head
  await page.locator(".first", { hasText: "Pemudik, 1 orang" }).waitFor()
  await page.locator(".first", { hasText: "Dari Surabaya" }).waitFor()
  await shoot(page, "inbox")
  await page.getByRole("button", { name: "Benar" }).click()
  await page.locator(".said, .card", { hasText: "Bila perlu dipantau" }).first().waitFor()
  await warga.page.locator(".asked", { hasText: "Hari 1 dari 5" }).waitFor({ timeout: 20_000 })
})

test("the family is asked once a day, on its home and above the case", async () => {
  const { page } = warga
  await page.getByRole("button", { name: "Semua sehat" }).waitFor()
  await shoot(page, "watch")
  await forEverybody(warga, ".asked")
  expect(await page.locator(".bar .main").count()).toBe(1)
  await place(page, "beranda", ".opener")
  await page.locator(".opener", { hasText: "Bagaimana kabar hari ini?" }).waitFor()
  await shoot(page, "home-asked")
  await forEverybody(warga, ".choice")
  await page.locator(".opener", { hasText: "Bagaimana kabar hari ini?" }).click()
  await page.getByRole("button", { name: "Semua sehat" }).click()
  await page.locator(".asked", { hasText: "Kabar hari ini sudah masuk" }).waitFor()
  expect(await page.locator(".days .on").count()).toBe(1)
  await page.locator(".line", { hasText: "Semua sehat" }).waitFor()
  await shoot(page, "well")
})

test("somebody falls ill: breathless is red at once, and the head is asked about an isolation", async () => {
  const { page, context } = warga
  await context.setOffline(true)
  await page.getByRole("button", { name: "Ada yang sakit" }).click()
  const sheet = page.locator("dialog")
  await sheet.locator("fieldset", { hasText: "Sesak napas" }).getByText("Ya", { exact: true }).click()
  await shoot(page, "ill")
  await sheet.locator(".main").click()
  await page.getByRole("alertdialog").getByText("Tersimpan di HP").waitFor()
  await context.setOffline(false)
  await page.getByRole("alertdialog").getByText(/Terkirim \d\d\.\d\d/).waitFor()
  await page.getByRole("alertdialog").getByRole("button", { name: "Sudah ditangani, kembali" }).click()
  await page.locator(".line", { hasText: "Ada yang sakit" }).waitFor()
  await shoot(page, "told")
  await head.page.locator(".first", { hasText: "Ada yang sakit" }).waitFor()
  await shoot(head.page, "inbox-ill")
  const mine = await read(page, "me/data")
  expect(mine.cases.map((one: { service: string }) => one.service).sort()).toEqual(["arrival", "isolation"])
  const isolation = mine.cases.find((one: { service: string }) => one.service === "isolation")
  await place(page, "kasus/" + isolation.id, ".line")
  await shoot(page, "isolation")
})

test("the head may watch on or end it; nobody is asked to press what is not theirs", async () => {
  const { page } = head
  await place(page, "kasus/" + id, ".facts")
  await page.locator(".facts", { hasText: "Ada yang sakit" }).waitFor()
  await shoot(page, "head-case")
  await forEverybody(head, ".facts")
})

test("the board counts residents, outsiders and travellers apart, and reads neither names nor health", async () => {
  for (const body of [{ kind: "guest", outside: true }, { kind: "transit" }]) {
    const answer = await command(warga.page, "arrival/register", { area: rt, from: "Kudus", arrived: new Date().toISOString().slice(0, 10), people: 2, ...body })
    expect(answer.status).toBe(201)
    expect((await command(head.page, "arrival/verify", { case: answer.body.case.id })).status).toBe(200)
  }
  lurah = await town.visit("lurah", wall)
  const numbers = lurah.page.locator(".numbers", { hasText: "Tamu dan pendatang" })
  await numbers.waitFor()
  expect(await numbers.locator("dd").allTextContents()).toEqual(["1", "1", "1"])
  await shoot(lurah.page, "board")
  await lurah.page.locator('[data-area="33.74.08.1006/RW04/RT03"]').click()
  await lurah.page.locator(".rt li button", { hasText: "Dipantau" }).click()
  await lurah.page.locator(".file .stands").waitFor()
  await shoot(lurah.page, "board-case")
  for (const word of ["Budi", "Surabaya", "sesak", "H012"]) expect(await lurah.page.locator("body").textContent()).not.toContain(word)
  const desk = await town.visit("staf", desktop)
  await desk.page.locator(".rail, .queue").first().waitFor()
  await shoot(desk.page, "desk")
  expect(desk.errors).toEqual([])
})

test("no page broke its policy or threw", () => {
  expect([warga, head, lurah].flatMap(({ errors }) => errors)).toEqual([])
})
