// An alarm with three phones, the head's among them, a board and a desk: on all of them within a second, answered live, every silent door known.
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { largeText, readByAll, seenByAll, still } from "./eyes"
import { arrived, command, desktop, place, read, rt, shoot, wall } from "./hands"
import { openTown, type Device, type Town } from "./town"

const kelurahan = rt.split("/")[0]!
let town: Town
let warga: Device
let tetangga: Device
let head: Device
let rw: Device
let lurah: Device
let staf: Device

beforeAll(async () => {
  town = await openTown()
  warga = await town.visit("warga")
  tetangga = await town.visit("tetangga")
  head = await town.visit("rt")
  lurah = await town.visit("lurah", wall)
  staf = await town.visit("staf", desktop)
  rw = await town.visit("rw")
  for (const { page } of [warga, tetangga]) await page.locator(".choice").first().waitFor()
  await head.page.getByText("Belum ada yang menunggu").waitFor()
  await lurah.page.locator(".status", { hasText: "Langsung" }).waitFor()
  await staf.page.locator(".status", { hasText: "Langsung" }).waitFor()
  for (const { page } of [warga, tetangga, head, rw]) await page.waitForFunction(() => navigator.serviceWorker.ready.then(() => true))
})
afterAll(async () => town?.close())

/** Notes on a page, in its own clock, when a sign was first drawn. */
const watchFor = (page: Page, sign: string) =>
  page.evaluate((sign) => {
    const seen = window as unknown as { seenAt?: number }
    delete seen.seenAt
    const look = () => {
      if (seen.seenAt === undefined && document.querySelector(sign)) seen.seenAt = Date.now()
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true })
    look()
  }, sign)
const seenAt = (page: Page): Promise<number> => page.waitForFunction(() => (window as unknown as { seenAt?: number }).seenAt ?? false).then((found) => found.jsonValue() as Promise<number>)

const alarm = (page: Page) => page.locator("dialog.full.alarm")
const figures = (page: Page) => page.locator(".houses dd").allTextContents()

async function hold(page: Page, what: string, ms = 2300): Promise<void> {
  const box = (await page.locator(what).first().boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.waitForFunction((until) => Date.now() > until, Date.now() + ms)
  await page.mouse.up()
}

test("a tap on DARURAT gives the numbers at once; held for two seconds it asks for the kind", async () => {
  const { page, context } = warga
  await page.locator(".choice.bata", { hasText: "Tahan 2 detik" }).click()
  for (const number of ["112", "119", "113", "110"]) expect(await page.locator(`a[href="tel:${number}"]`).count()).toBe(1)
  await shoot(page, "alarm-numbers")
  await seenByAll(page)
  await largeText(page, context, () => page.locator(".bar a").first().waitFor())
  await place(page, "beranda", ".choice.bata")
  await hold(page, ".choice.bata")
  await page.locator(".kinds button").first().waitFor()
  expect(await page.locator(".kinds button").allTextContents()).toEqual(["Kebakaran3 – 3 – 3", "Banjir, gempa4 – 4 – 4", "Pencuri2 – 2 – 2", "Ternak hilang5 – 5 – 5", "Raja pati1 – 1 – 1", "Bahaya laintitir"])
  await shoot(page, "alarm-kinds")
  await seenByAll(page)
  await largeText(page, context, () => page.locator(".kinds button").first().waitFor())
})

test("chosen, there are five seconds to call it off, and then nothing was ever sent", async () => {
  const { page } = warga
  await page.locator(".kinds button", { hasText: "Kebakaran" }).click()
  await page.getByRole("button", { name: "Batalkan" }).click()
  await page.getByText("Kebakaran berbunyi sebentar lagi.").waitFor({ state: "detached" })
  expect((await read(page, "cases?service=alert&area=" + rt)).cases).toEqual([])
})

test("it stands on three phones, the wall and the desk within a second of leaving the first", async () => {
  const screens: [string, Device, string][] = [
    ["the phone that raised it", warga, "dialog.full.alarm[open]"],
    ["the neighbour's phone", tetangga, "dialog.full.alarm[open]"],
    ["the head's phone", head, "dialog.full.alarm[open]"],
    ["the wall", lurah, ".alarmed"],
    ["the desk", staf, ".deskband.loud"],
  ]
  for (const [, { page }, sign] of screens) await watchFor(page, sign)
  const { page } = warga
  const sent = page.waitForRequest((one) => one.url().endsWith("/alert/raise"))
  await page.locator(".kinds button", { hasText: "Kebakaran" }).click()
  await page.getByText("Kebakaran berbunyi sebentar lagi.").waitFor()
  await still(page)
  expect((await page.getByRole("button", { name: "Batalkan" }).boundingBox())!.height).toBeGreaterThanOrEqual(76)
  await shoot(page, "alarm-counting")
  await sent
  const leftAt = Date.now()
  const took = await Promise.all(screens.map(async ([name, one]) => [name, (await seenAt(one.page)) - leftAt] as const))
  for (const [name, ms] of took) console.log(`alarm: ${name} after ${ms} ms`)
  const most = Math.max(...took.map(([, ms]) => ms))
  // The promise is a second; a machine that does ten other things may need more, so it is printed and not demanded.
  console.log(`alarm: on all five screens after ${most} ms`)
})

test("a phone that rings: strokes, kind, place, one act, sender and hour, and two large answers", async () => {
  const { page, context } = tetangga
  const said = (await alarm(page).textContent())!
  for (const part of ["Kentongan 3 – 3 – 3", "Kebakaran", "RT 03", "Keluar rumah, bantu lansia.", "Dari: Warga."]) expect(said).toContain(part)
  expect(await alarm(page).locator(".strokes i").count()).toBe(9)
  await still(page)
  for (const name of ["Kami aman", "Butuh bantuan"]) expect((await alarm(page).getByRole("button", { name }).boundingBox())!.height).toBeGreaterThanOrEqual(76)
  expect(await alarm(page).locator('a[href="tel:113"]').count()).toBe(1)
  expect(await page.evaluate(() => document.querySelector("dialog.full")!.scrollHeight)).toBeLessThanOrEqual(640)
  // The cloth lies below and is covered.
  expect(await page.evaluate(() => Boolean(document.elementFromPoint(180, 4)?.closest("dialog.full")))).toBe(true)
  await shoot(page, "alarm-ringing")
  await seenByAll(page)
  await largeText(page, context, () => alarm(page).waitFor())
  await shoot(head.page, "alarm-ringing-head")
})

test("answers are live on the wall, and the doors to knock at are right", async () => {
  const houses = (await read(head.page, `houses?area=${rt}&service=alert`)).houses.length
  await expect.poll(() => figures(lurah.page)).toEqual([String(houses), "0", "0"])
  await alarm(tetangga.page).getByRole("button", { name: "Butuh bantuan" }).click()
  await alarm(tetangga.page).getByText("Rumah ini menjawab: butuh bantuan.").waitFor()
  await expect.poll(() => figures(lurah.page)).toEqual([String(houses - 1), "1", "0"])
  await alarm(warga.page).getByRole("button", { name: "Kami aman" }).click()
  await expect.poll(() => figures(lurah.page)).toEqual([String(houses - 2), "1", "1"])
  await shoot(tetangga.page, "alarm-answered")
  await seenByAll(tetangga.page)
  await shoot(lurah.page, "alarm-wall-malam")
  expect(await lurah.page.locator(".teeth i").count()).toBe(houses)
  expect(await lurah.page.locator("body").textContent()).not.toContain("Sri Wahyuni")
  // An answer may be changed, and changes the count.
  await alarm(warga.page).getByRole("button", { name: "Ubah jawaban" }).click()
  await alarm(warga.page).getByRole("button", { name: "Butuh bantuan" }).click()
  await expect.poll(() => figures(lurah.page)).toEqual([String(houses - 2), "2", "0"])
  await alarm(warga.page).getByRole("button", { name: "Ubah jawaban" }).click()
  await alarm(warga.page).getByRole("button", { name: "Kami aman" }).click()
  await expect.poll(() => figures(lurah.page)).toEqual([String(houses - 2), "1", "1"])
})

test("cek tiap rumah on the head's phone: who needs help, which doors are silent; knocked at, found, helped", async () => {
  const { page, context } = head
  await alarm(page).getByRole("button", { name: "Kami aman" }).click()
  await alarm(page).getByRole("button", { name: "Cek tiap rumah" }).click()
  const houses = (await read(page, `houses?area=${rt}&service=alert`)).houses.length
  await page.getByText(`1 butuh bantuan · ${houses - 3} perlu diketuk`).waitFor()
  expect(await page.locator(".door:not(.hand)").count()).toBe(houses - 3)
  await shoot(page, "alarm-roll")
  await page.locator(".door:not(.hand)").first().click()
  await page.getByRole("button", { name: "Ya, saya ketuk" }).click()
  await page.locator(".door.hand").waitFor()
  await page.getByText(`1 butuh bantuan · ${houses - 4} perlu diketuk`).waitFor()
  await expect.poll(() => figures(lurah.page)).toEqual([String(houses - 4), "1", "2"])
  await shoot(page, "alarm-roll-knocking")
  await seenByAll(page)
  await largeText(page, context, () => page.locator(".door.hand").waitFor())
  await page.locator(".door.hand:not([disabled])").click()
  await page.locator("dialog").getByRole("button", { name: "Butuh bantuan" }).click()
  await page.getByText(`2 butuh bantuan · ${houses - 4} perlu diketuk`).waitFor()
  await page.locator(".needs .round").first().click()
  await page.locator("dialog .main").click()
  await page.getByText(`1 butuh bantuan · ${houses - 4} perlu diketuk`).waitFor()
  await expect.poll(() => figures(lurah.page)).toEqual([String(houses - 4), "1", "3"])
  await page.locator(".safes").click()
  await page.locator(".list").waitFor()
})

test("wall and desk in alarm stand in nobody's way, day and night", async () => {
  for (const theme of ["siang", "malam"]) {
    await lurah.page.evaluate((name) => { document.documentElement.dataset["theme"] = name }, theme)
    await shoot(lurah.page, "alarm-wall-" + theme)
  }
  const cut = await lurah.page.evaluate(() => [...document.querySelectorAll(".alarmmap, .alarmside, .alarmband")].filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1).map((one) => one.className))
  expect(cut).toEqual([])
  await readByAll(lurah.page)
  await shoot(staf.page, "alarm-desk")
  await readByAll(staf.page)
})

test("carried to the RW it rings there, and nobody who answered is rung again", async () => {
  const jauh = await town.visit("warga2")
  await jauh.page.locator(".choice").first().waitFor()
  await head.page.getByRole("button", { name: "Bunyikan sampai RW 04" }).click()
  await lurah.page.locator(".alarmmap > header", { hasText: "berbunyi di RW 04" }).waitFor()
  await expect.poll(() => lurah.page.locator(".alarmtile.loud").count()).toBe(7)
  await shoot(lurah.page, "alarm-wall-rw")
  expect(await alarm(head.page).count()).toBe(0)
  expect(await alarm(jauh.page).count()).toBe(0)
  await jauh.kill()
})

test("a second alarm joins the first and rings nobody twice", async () => {
  await alarm(tetangga.page).getByRole("button", { name: "Tutup layar ini" }).click()
  await tetangga.page.locator(".standing.loud").waitFor()
  await shoot(tetangga.page, "alarm-card")
  const answer = await command(tetangga.page, "alert/raise", { area: rt, kind: "kebakaran" })
  expect([answer.status, answer.body.case.state]).toEqual([201, "joined"])
  await lurah.page.getByText("1 warga lain ikut membunyikan.").waitFor()
  expect(await alarm(tetangga.page).count()).toBe(0)
})

test("killed and opened again, a phone shows what it answered; the doors are there without a network", async () => {
  await warga.kill()
  warga = await town.device("warga")
  await warga.page.goto(town.url + "/")
  await alarm(warga.page).getByText("Rumah ini menjawab: kami aman.").waitFor()
  const { page, context } = head
  await context.setOffline(true)
  await page.reload()
  await page.locator(".door").first().waitFor()
  const door = page.locator(".door:not(.hand)").first()
  await door.click()
  await page.getByRole("button", { name: "Ya, saya ketuk" }).click()
  await page.locator(".door.hand").first().waitFor()
  await shoot(page, "alarm-roll-offline")
  await context.setOffline(false)
  await page.evaluate(() => dispatchEvent(new Event("online")))
  await expect.poll(async () => (await read(page, `houses?area=${rt}&service=alert`)).houses.filter((one: { case: { state: string } | null }) => one.case?.state === "knocking").length).toBe(1)
})

test("aman closes it by a hold: said with its hour on every phone, and the wall is a map again", async () => {
  await head.page.locator(".hold").waitFor()
  await hold(head.page, ".hold")
  for (const { page } of [warga, tetangga]) {
    await page.locator("dialog.full.calm", { hasText: /Keadaan aman, \d\d\.\d\d/ }).waitFor()
    expect(await page.locator("dialog.full.calm").textContent()).toContain("Terima kasih sudah menjawab.")
  }
  await shoot(warga.page, "alarm-calm")
  await seenByAll(warga.page)
  await largeText(warga.page, warga.context, () => warga.page.locator("dialog.full.calm").waitFor())
  await lurah.page.locator(".calmband").waitFor()
  await lurah.page.locator(".tile").first().waitFor()
  expect(await lurah.page.locator(".alarmed").count()).toBe(0)
  await shoot(lurah.page, "alarm-wall-calm")
  for (const { page } of [warga, tetangga, head]) await page.locator("dialog.full.calm").getByRole("button", { name: "Tutup" }).click()
})

test("by keyboard alone: DARURAT, asked once, the kind, called off, chosen again; a false one is told as such", async () => {
  const { page } = warga
  await place(page, "beranda", ".choice.bata")
  await arrived(page)
  await page.locator(".choice.bata").focus()
  await page.keyboard.press("Enter")
  await page.getByRole("button", { name: "Bunyikan kentongan" }).waitFor()
  await arrived(page)
  await page.getByRole("button", { name: "Bunyikan kentongan" }).focus()
  await page.keyboard.press("Enter")
  await page.locator("dialog", { hasText: "Bunyikan kentongan di RT 03 RW 04?" }).waitFor()
  await shoot(page, "alarm-ask")
  await page.getByRole("button", { name: "Ya, pilih jenisnya" }).focus()
  await page.keyboard.press("Enter")
  await page.locator("dialog").waitFor({ state: "detached" })
  const kind = page.locator(".kinds button", { hasText: "Pencuri" })
  await kind.focus()
  await page.keyboard.press("Enter")
  // The way out has the focus at once.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Batalkan")
  await page.keyboard.press("Enter")
  await page.getByText("Pencuri berbunyi sebentar lagi.").waitFor({ state: "detached" })
  await kind.focus()
  await page.keyboard.press("Enter")
  await alarm(tetangga.page).getByText("Pencuri").waitFor()
  await alarm(head.page).getByText("Pencuri").waitFor()
  await alarm(head.page).getByRole("button", { name: "Kami aman" }).click()
  await alarm(head.page).getByRole("button", { name: "Cek tiap rumah" }).click()
  await head.page.getByRole("button", { name: "Bukan bahaya" }).click()
  await head.page.locator("dialog .main").click()
  await tetangga.page.locator("dialog.full.calm", { hasText: "Bukan bahaya" }).waitFor()
  await shoot(tetangga.page, "alarm-false")
  for (const one of [warga, tetangga, head]) await one.page.locator("dialog.full.calm").getByRole("button", { name: "Tutup" }).click()
})

test("raised without a network it says that nobody hears it yet, whom to call, and sounds with the signal", async () => {
  const { page, context } = warga
  await context.setOffline(true)
  await place(page, "kentongan/bunyikan", ".kinds")
  await page.locator(".kinds button", { hasText: "Banjir" }).click()
  await page.getByRole("heading", { name: "Kentongan belum berbunyi" }).waitFor()
  expect(await page.locator('a[href^="sms:"]').getAttribute("href")).toContain(encodeURIComponent("BANJIR, RT 03 RW 04"))
  expect(await page.locator('a[href^="tel:"]').count()).toBeGreaterThanOrEqual(3)
  await shoot(page, "alarm-unheard")
  await seenByAll(page)
  await largeText(page, context, () => page.locator(".unheard").waitFor())
  expect(await alarm(tetangga.page).count()).toBe(0)
  await context.setOffline(false)
  await page.evaluate(() => dispatchEvent(new Event("online")))
  await alarm(tetangga.page).getByText("Banjir").waitFor()
  await alarm(page).waitFor()
})

test("the server killed in the middle: nothing is lost, and the answer goes out once it is back", async () => {
  await town.crash()
  await alarm(warga.page).getByRole("button", { name: "Butuh bantuan" }).click()
  await alarm(warga.page).getByText("Tersimpan di HP, belum terkirim.").waitFor()
  await shoot(warga.page, "alarm-answer-kept")
  await town.revive()
  await warga.page.evaluate(() => dispatchEvent(new Event("online")))
  await alarm(warga.page).getByText("Yang berjaga melihat rumah Bapak/Ibu.").waitFor({ timeout: 20_000 })
  await expect.poll(async () => (await read(head.page, `houses?area=${rt}&service=alert`)).houses.filter((one: { case: { state: string } | null }) => one.case?.state === "help").length, { timeout: 20_000 }).toBeGreaterThanOrEqual(1)
  const { cases } = await read(head.page, "cases?service=alert&state=sounding&area=" + rt)
  expect((await command(head.page, "alert/calm", { case: cases[0].id })).status).toBe(200)
  await warga.page.locator("dialog.full.calm").getByRole("button", { name: "Tutup" }).click({ timeout: 20_000 })
})

test("what the strokes mean, the guard post, and the lurah's table", async () => {
  const { page, context } = tetangga
  await page.locator("dialog.full.calm").getByRole("button", { name: "Tutup" }).click({ timeout: 20_000 })
  await place(page, "kentongan", ".kinds")
  await shoot(page, "alarm-drums")
  await seenByAll(page)
  await largeText(page, context, () => page.locator(".kinds").waitFor())
  await place(page, "kentongan/pos", ".post")
  await page.getByRole("button", { name: "Mulai berjaga" }).click()
  await page.getByText("Siap berbunyi").waitFor()
  await shoot(page, "alarm-post")
  await seenByAll(page)
  expect((await command(rw.page, "alert/raise", { area: rt, kind: "bahaya" })).status).toBe(201)
  await page.locator(".full.alarm.post", { hasText: "Bahaya lain" }).waitFor()
  await shoot(page, "alarm-post-loud")
  await seenByAll(page)
  const { cases } = await read(head.page, "cases?service=alert&state=sounding&area=" + rt)
  expect((await command(head.page, "alert/calm", { case: cases[0].id })).status).toBe(200)
  await page.getByText("Malam tenang").waitFor()
  const hp = await town.device("lurah-hp")
  await hp.page.goto(town.url + "/masuk")
  await hp.page.locator('[data-login="lurah"]').click()
  await hp.page.waitForURL((at) => at.pathname !== "/masuk")
  await hp.page.goto(town.url + "/#/kentongan/ketukan")
  await hp.page.locator(".pick", { hasText: "Pencuri" }).click()
  await hp.page.locator(".picks.small").first().getByText("6", { exact: true }).click()
  await shoot(hp.page, "alarm-strokes")
  await seenByAll(hp.page)
  await hp.page.getByRole("button", { name: "Pakai ketukan ini" }).click()
  await expect.poll(async () => (await read(page, `cases?service=alert&state=strokes_in_force&area=${kelurahan}`)).cases.length).toBe(1)
  await place(page, "kentongan", ".kinds")
  await page.locator(".kinds li", { hasText: "6 – 6 – 6" }).waitFor()
})

test("no page broke its policy or threw", () => {
  expect([warga, tetangga, head, rw, lurah, staf].flatMap(({ errors }) => errors)).toEqual([])
})
