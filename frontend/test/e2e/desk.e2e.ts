// The desk of a kelurahan: what a household was given, whom nothing reached, batches, the round on paper, and all of it by keyboard.
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { readByAll } from "./eyes"
import { command, desktop, read, rt, shoot, status, text } from "./hands"
import { openTown, type Device, type Town } from "./town"

const far = "33.74.08.1006/RW09/RT01"
let town: Town
let warga: Device
let head: Device
let relawan: Device
let staf: Device

beforeAll(async () => {
  town = await openTown()
  warga = await town.visit("warga")
  head = await town.visit("rt")
  relawan = await town.visit("relawan")
})
afterAll(async () => town?.close())

/** A request that its head has vouched for. */
async function verified(by: Page, judge: Page, body: object, area = rt): Promise<string> {
  const asked = await command(by, "aid/request", { area, ...body })
  expect(asked.status).toBe(201)
  const { id } = asked.body.case
  expect((await command(judge, "aid/verify", { case: id })).status).toBe(200)
  return id
}

/** A desk whose printer only counts. */
async function sit(): Promise<Device> {
  const device = await town.visit("staf", desktop)
  await device.page.evaluate(() => Object.assign(window, { printed: 0, print: () => (window as unknown as { printed: number }).printed++ }))
  await device.page.locator(".rail .on").waitFor()
  return device
}

const row = (page: Page, words: string) => page.locator(".queue tbody tr", { hasText: words })
const key = (page: Page, name: string) => page.keyboard.press(name)

test("a second packet is asked about and not forbidden; the household reads that its ledger was opened", async () => {
  const first = await verified(warga.page, head.page, { need: "sembako", people: 4 })
  for (const move of ["claim", "dispatch", "hand_over"]) expect((await command(relawan.page, "aid/" + move, { case: first })).status).toBe(200)
  const id = await verified(warga.page, head.page, { need: "sembako", people: 4, urgent: true, note: "susu balita" })
  staf = await sit()
  const { page } = staf
  await row(page, "Sembako, 4 orang").waitFor()
  await page.locator(".months .maybe").waitFor()
  expect(await page.locator(".months li").count()).toBe(6)
  expect(await page.locator(".gifts li").allTextContents()).toEqual([expect.stringContaining("Sembako, Bantuanbelum diakui")])
  const warning = page.locator(".second")
  await warning.waitFor()
  expect(await warning.textContent()).toMatch(/Sudah ada paket \d+ \S+\..*belum diakui keluarga.*Tanyakan dulu sebelum mengirim lagi\./)
  expect((await warning.boundingBox())!.y).toBeLessThan((await page.locator(".doing .main").boundingBox())!.y)
  await shoot(page, "desk-second")
  await readByAll(page)
  const looks = (await read(warga.page, "me/looks")).looks.filter((one: { service: string }) => one.service === "")
  expect(looks.map((one: { by: { role: string } }) => one.by.role)).toContain("staff")
  await key(page, "s")
  await page.locator(".doing .main", { hasText: "Berangkat" }).waitFor()
  expect((await read(page, "cases/" + id)).case.holder.mine).toBe(true)
})

test("the household's word fills the month", async () => {
  const { page } = staf
  const told = (await read(warga.page, "me/data")).cases.find((one: { state: string }) => one.state === "handed_over")
  expect((await command(warga.page, "aid/confirm", { case: told.id })).status).toBe(200)
  await page.reload()
  await page.locator(".months .on").waitFor()
  expect(await page.locator(".gifts").textContent()).toContain("diakui keluarga")
})

test("whom nothing reached: who asks comes first, and each opens with its ledger", async () => {
  const other = await town.visit("warga2")
  const judge = await town.visit("rt2")
  await verified(other.page, judge.page, { need: "popok", people: 2 }, far)
  const { page } = staf
  await page.locator(".rail button", { hasText: "Belum tersentuh" }).click()
  await page.locator(".houses tbody tr").first().waitFor()
  expect(await page.locator(".houses tbody tr").first().textContent()).toContain("Popok dan susu")
  expect(await page.locator(".houses tbody tr", { hasText: "03/04" }).filter({ hasText: "Rumah 12" }).count()).toBe(0)
  await key(page, "j")
  await page.locator(".detail .book").waitFor()
  await shoot(page, "desk-untouched")
  await readByAll(page)
  await page.locator(".which select").selectOption({ index: 1 })
  await page.locator(".houses tbody tr", { hasText: "Rumah 1" }).first().waitFor()
  await page.locator(".which select").selectOption("")
  await page.locator(".houses tbody tr", { hasText: "Popok dan susu" }).waitFor()
  await page.locator(".houses tbody tr", { hasText: "Popok dan susu" }).click()
  await page.locator(".detail .main", { hasText: "Buka permintaan" }).click()
  await page.locator(".file h2", { hasText: "Popok" }).waitFor()
  await other.kill()
  await judge.kill()
})

test("an isolation moves nobody in the desk's list", async () => {
  const path = "untouched?limit=500&area=33.74.08.1006"
  const still = async () => JSON.stringify({ ...JSON.parse(await text(staf.page, path)), as_of: "" })
  const before = await still()
  const sick = await command(head.page, "isolation/report", { area: rt, household: rt + "/H013", on_behalf: { consent: "spoken" }, since: "2026-01-01", breathless: false })
  expect(sick.status).toBe(201)
  expect((await command(head.page, "isolation/verify", { case: sick.body.case.id })).status).toBe(200)
  expect(await still()).toBe(before)
  expect(await text(head.page, "untouched?area=" + rt)).toContain('"isolation"')
  expect(await status(warga.page, "untouched?area=" + rt)).toBe(403)
})

test("a batch of one RW: what somebody took meanwhile is told at its row, the others are given out", async () => {
  const ids: string[] = []
  for (const need of ["obat", "air", "makan"]) ids.push(await verified(warga.page, head.page, { need, people: 3 }))
  const { page } = staf
  await page.locator(".rail button", { hasText: "Antrean" }).click()
  await row(page, "Makanan siap, 3 orang").waitFor()
  await row(page, "Obat, 3 orang").waitFor()
  await key(page, "g")
  const batch = page.locator(".batch")
  await batch.locator(".filters .on", { hasText: "RW 04 3" }).waitFor()
  await shoot(page, "desk-batch")
  await readByAll(page)
  for (const box of await batch.locator(".tick input").all()) await box.uncheck()
  await batch.getByRole("button", { name: "Bagikan 0 permintaan" }).click()
  await batch.locator(".bad .why", { hasText: "Pilih paling sedikit satu" }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("checkbox")
  for (const box of await batch.locator(".tick input").all()) await box.check()
  // In the very moment between the tap and the server, somebody else takes one of them.
  let won = 0
  await page.route("**/api/v1/aid/claim", async (route) => {
    if (route.request().postDataJSON().case === ids[1] && won++ === 0) expect((await command(relawan.page, "aid/claim", { case: ids[1] })).status).toBe(200)
    await route.continue()
  })
  await batch.getByRole("button", { name: "Bagikan 3 permintaan" }).click()
  await batch.locator(".said", { hasText: "2 dibagikan, 1 belum" }).waitFor()
  await page.unroute("**/api/v1/aid/claim")
  expect(await batch.locator(".fate.bad").textContent()).toContain("Dimas Saputro")
  await shoot(page, "desk-batch-done")
  await readByAll(page)
  const holders = await Promise.all(ids.map(async (id) => (await read(page, "cases/" + id)).case.holder.name))
  expect(holders).toEqual(["Rina Kusumawati", "Dimas Saputro", "Rina Kusumawati"])
})

test("a batch can be put into a volunteer's hands", async () => {
  const id = await verified(warga.page, head.page, { need: "lain", people: 1 })
  const { page } = staf
  await row(page, "Lainnya, 1 orang").waitFor()
  await key(page, "g")
  await page.locator(".batch").waitFor({ state: "detached" })
  await key(page, "g")
  const batch = page.locator(".batch")
  await batch.locator("select option", { hasText: "Dimas Saputro" }).waitFor({ state: "attached" })
  await batch.locator("select").selectOption({ label: "Dimas Saputro" })
  await batch.getByRole("button", { name: "Bagikan 1 permintaan" }).click()
  await batch.locator(".fate.past").waitFor()
  expect((await read(page, "cases/" + id)).case.holder.name).toBe("Dimas Saputro")
})

test("the round on paper: plates, houses, notes, six boxes, and no name of a household", async () => {
  const { page } = staf
  await page.locator(".rail button", { hasText: "Ronde hari ini" }).click()
  await row(page, "Sembako, 4 orang").waitFor()
  expect(await page.locator(".queue tbody tr").count()).toBe(5)
  await key(page, "p")
  expect(await page.evaluate(() => (window as unknown as { printed?: number }).printed ?? -1)).toBeLessThanOrEqual(1)
  await page.emulateMedia({ media: "print" })
  await page.setViewportSize({ width: 794, height: 1123 })
  const round = page.locator(".paper")
  expect(await round.isVisible()).toBe(true)
  expect(await page.locator(".rail, .detail, .deskhead, .status").evaluateAll((all) => all.filter((one) => (one as HTMLElement).offsetWidth > 0).length)).toBe(0)
  const paper = (await round.textContent())!
  expect(paper).toContain("susu balita")
  expect(paper).not.toContain("Sri Wahyuni")
  expect(await round.locator("tbody tr").first().locator(".boxes i").count()).toBe(6)
  await shoot(page, "desk-round")
  await page.emulateMedia({ media: "screen" })
  await page.setViewportSize(desktop)
})

test("every drawer, sheet and act by keyboard alone, the focus always in sight", async () => {
  const { page } = staf
  const drawer = () => page.locator(".rail .on span").textContent()
  for (const [press, name] of [["1", "Antrean"], ["2", "Saya tangani"], ["3", "Ronde hari ini"], ["4", "Belum tersentuh"], ["5", "Menunggu ketua"], ["6", "Di tangan lain"], ["7", "Selesai"], ["2", "Saya tangani"]]) {
    await key(page, press!)
    await expect.poll(drawer).toBe(name)
  }
  await page.locator(".queue tbody tr").nth(1).waitFor()
  const chosen = () => page.locator(".queue .chosen").getAttribute("id")
  const first = await chosen()
  await key(page, "j")
  await expect.poll(chosen).not.toBe(first)
  await key(page, "ArrowUp")
  await expect.poll(chosen).toBe(first)
  await page.locator(".doing .main").waitFor()
  await key(page, "Enter")
  expect(await page.evaluate(() => document.activeElement?.className)).toContain("button")
  expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineWidth)).toBe("3px")
  await key(page, "?")
  await page.locator("dialog", { hasText: "gabung per RW" }).waitFor()
  await shoot(page, "desk-keys")
  await readByAll(page)
  await key(page, "Escape")
  await page.locator("dialog").waitFor({ state: "detached" })
  await key(page, "/")
  await page.keyboard.type("zzz")
  await page.getByText("Tidak ada yang cocok").waitFor()
  await key(page, "Escape")
  await page.locator(".queue tbody tr").first().waitFor()
  await page.locator(".doing .main").waitFor()
  await key(page, "r")
  await page.locator("dialog").waitFor()
  await key(page, "Escape")
  await page.locator("dialog").waitFor({ state: "detached" })
  // Tab reaches the search, every drawer, every row, and the acts, and stands still nowhere.
  await page.locator(".search input").focus()
  const reached = new Set<string>()
  for (let i = 0; i < 60; i++) {
    await key(page, "Tab")
    reached.add(await page.evaluate(() => { const at = document.activeElement!; return at.closest(".rail") ? "rail" : at.closest(".queue") ? "row" : at.closest(".doing") ? "act" : at.closest(".workhead") ? "head" : at.tagName }))
  }
  expect([...reached]).toEqual(expect.arrayContaining(["rail", "row", "act", "head"]))
  expect(staf.errors).toEqual([])
})
