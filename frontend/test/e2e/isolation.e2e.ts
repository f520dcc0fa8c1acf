// An isolation told by a family's phone: a danger sign without a network, the puskesmas' start, news twice a day, and what nakes see.
import { afterAll, beforeAll, expect, test } from "vitest"
import { largeText, readByAll, seenByAll } from "./eyes"
import { command, desktop, shoot, wall } from "./hands"
import { openTown, type Device, type Town } from "./town"

const tile = '[data-area="33.74.08.1006/RW04/RT03"]'
let town: Town
let warga: Device
let head: Device
let nakes: Device
let lurah: Device
let id = ""

beforeAll(async () => {
  town = await openTown()
})
afterAll(async () => town?.close())

test("without a network a danger sign stands on the screen at once, and the report waits in the outbox", async () => {
  warga = await town.visit("warga")
  const { page, context } = warga
  await page.locator(".choice", { hasText: "Ada yang sakit" }).waitFor()
  await shoot(page, "home")
  await page.waitForFunction(() => navigator.serviceWorker.ready.then(() => true))
  await context.setOffline(true)
  await page.locator(".choice", { hasText: "Ada yang sakit" }).click()
  await page.getByLabel("Siapa yang sakit?").fill("Pak Joko")
  await page.getByLabel("Sejak kapan?").fill(new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10))
  await page.locator("fieldset", { hasText: "Sesak napas?" }).first().getByText("Ya", { exact: true }).click()
  await shoot(page, "report")
  await page.getByRole("button", { name: "Kirim" }).click()
  const danger = page.getByRole("alertdialog")
  await danger.getByRole("heading", { name: "Segera minta pertolongan" }).waitFor()
  await danger.getByText("Tersimpan di HP").waitFor()
  await shoot(page, "danger")
  expect(await danger.textContent()).toContain("Pak Joko · sesak napas")
  expect(await danger.getByRole("link", { name: "Telepon 119" }).getAttribute("href")).toBe("tel:119")
  expect(decodeURIComponent((await danger.getByRole("link", { name: "Kirim SMS" }).getAttribute("href"))!)).toContain("Tolong ke rumah kami, RT 03 RW 04")
  expect(await page.locator(".lurik").count()).toBe(0)
  expect((await danger.getByRole("link", { name: "Telepon 119" }).boundingBox())!.height).toBeGreaterThanOrEqual(76)
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(640)
  await seenByAll(page)
  await largeText(page, context, () => danger.waitFor())
})

test("the app killed in the middle comes back to the danger sign, and the report goes out once", async () => {
  await warga.kill()
  warga = await town.device("warga")
  const { page, context } = warga
  await context.setOffline(true)
  await page.goto(town.url + "/")
  const danger = page.getByRole("alertdialog")
  await danger.getByText("belum terkirim").waitFor()
  await context.setOffline(false)
  await danger.getByText(/Terkirim \d\d\.\d\d/).waitFor()
  await danger.getByRole("button", { name: "Sudah ditangani, kembali" }).click()
  await page.locator(".card .clock").waitFor()
  const mine = await page.evaluate(async () => (await (await fetch("/api/v1/me/data")).json()).cases)
  expect(mine.map((one: { service: string }) => one.service)).toEqual(["isolation"])
  id = mine[0].id
  await shoot(page, "home-ill")
  await page.goto(town.url + "/#/kasus/" + id)
  await page.locator(".facts").waitFor()
  await shoot(page, "case")
})

test("the head verifies, the puskesmas begins, and the family is asked for its news", async () => {
  head = await town.visit("rt")
  await head.page.getByRole("button", { name: "Benar" }).waitFor()
  await shoot(head.page, "inbox")
  expect(await head.page.locator(".first").textContent()).toContain("Ada yang sakit: Pak Joko")
  lurah = await town.visit("lurah", wall)
  await lurah.page.locator(tile + ".green").waitFor()
  expect((await command(head.page, "isolation/verify", { case: id })).status).toBe(200)
  nakes = await town.visit("nakes", desktop)
  const { page: desk } = nakes
  await desk.locator(".doing .main", { hasText: "Mulai isolasi" }).waitFor()
  await desk.keyboard.press("s")
  const form = desk.locator("dialog")
  await form.getByText("Konfirmasi", { exact: true }).click()
  await form.locator("fieldset", { hasText: "Tidak ada kamar sendiri" }).getByText("Ya", { exact: true }).click()
  await shoot(desk, "start")
  await form.locator(".main").click()
  await desk.locator(".file .data", { hasText: "Isolasi terpusat" }).waitFor()
  expect(await desk.locator(".file .data").textContent()).toContain("Tidak ada kamar sendiri")
  await shoot(desk, "advice")
  const { page } = warga
  await page.goto(town.url + "/#/beranda")
  await page.locator(".opener", { hasText: /Kabar (pagi|sore) keluarga/ }).click()
  await page.getByText(/Hari ke-[45] dari 13/).waitFor()
  await shoot(page, "checkin")
  await seenByAll(page)
  await largeText(page, warga.context, () => page.getByText(/Hari ke-[45] dari 13/).waitFor())
})

test("all as yesterday is one tap, also without a network; the day's half fills", async () => {
  const { page, context } = warga
  await context.setOffline(true)
  await page.getByRole("button", { name: "Semua seperti kemarin" }).click()
  // Breathless was the last news, and the same again is as red.
  await page.getByRole("alertdialog").getByRole("button", { name: "Sudah ditangani, kembali" }).click()
  await page.locator(".days .on").waitFor()
  expect(await page.locator(".days .on").count()).toBe(1)
  expect(await page.locator(".head").textContent()).toContain("Tersimpan di HP, belum terkirim")
  await shoot(page, "checkin-kept")
  await context.setOffline(false)
  await page.locator(".head", { hasText: /Sudah diisi \d\d\.\d\d/ }).waitFor()
})

test("what differs is told by the declared form", async () => {
  const { page } = warga
  await page.getByRole("button", { name: "Ada yang beda" }).click()
  await page.locator("dialog").waitFor()
  await shoot(page, "differs")
  await page.locator("dialog").getByLabel("Saturasi").fill("93")
  await page.locator("dialog").getByRole("button", { name: "Kirim" }).click()
  await page.locator("dialog").waitFor({ state: "detached" })
  await page.locator(".family", { hasText: "saturasi 93 %" }).waitFor()
  expect(await page.getByRole("alertdialog").count()).toBe(0)
  await shoot(page, "checkin-given")
})

test("somebody breathless or weak is one tap to the danger sign", async () => {
  const { page } = warga
  await page.getByRole("button", { name: "Ada yang sesak atau lemas" }).click()
  await page.getByRole("alertdialog").getByText(/Terkirim \d\d\.\d\d/).waitFor()
  await page.getByRole("alertdialog").getByRole("button", { name: "Sudah ditangani, kembali" }).click()
})

test("nakes see the worst first, in shape and word", async () => {
  const { page } = nakes
  await page.locator(".queue tbody tr", { hasText: "Segera rujuk" }).waitFor()
  await page.locator(".file .data", { hasText: "tanda bahaya" }).waitFor()
  await shoot(page, "desk")
  expect(await page.locator(".queue tbody tr").first().locator(".octagon").count()).toBe(1)
})

test("before the policy's day nobody is released: the sentence says from when", async () => {
  const { page } = nakes
  await page.locator(".file .halves .button", { hasText: "Selesai isolasi" }).click()
  await page.locator(".file .why", { hasText: /Isolasi baru boleh selesai \d+ \S+ 20\d\d, menurut aturan/ }).waitFor()
  expect(await page.locator(".file .stands").textContent()).toContain("Isolasi di rumah")
})

test("the lurah sees the RT turn yellow and how many are isolated, and reads no name and no measure", async () => {
  const { page } = lurah
  await page.locator(tile + ".yellow").waitFor()
  await page.locator(tile).click()
  await page.locator(".rt .coloured", { hasText: "Kuning · 1 rumah" }).waitFor()
  await page.locator(".rt .asked", { hasText: "Lacak kontak erat mereka." }).waitFor()
  await page.locator(".rt li button", { hasText: "Isolasi" }).click()
  await page.locator(".file .stands", { hasText: "Isolasi di rumah" }).waitFor()
  await shoot(page, "lurah")
  for (const word of ["Pak Joko", "saturasi", "tanda bahaya", "Segera rujuk"]) expect(await page.locator("body").textContent()).not.toContain(word)
  await readByAll(page)
})

test("no page broke its policy or threw", () => {
  expect([warga, head, nakes, lurah].flatMap(({ errors }) => errors)).toEqual([])
})
