// Whose data it is: what a household finds about itself and takes back, and who may look past its neighbours.
import { afterAll, beforeAll, expect, test } from "vitest"
import { readByAll } from "./eyes"
import { command, desktop, forEverybody, place, rt, shoot, status, text, wall } from "./hands"
import { openTown, type Device, type Town } from "./town"

const secret = "Insulin untuk Ibu Karsih"

let town: Town
let warga: Device
let head: Device
let lurah: Device
let kota: Device
let dpo: Device
let id = ""

beforeAll(async () => {
  // Half a minute before the morning's bulletin: what is counted now is what everybody reads at six.
  town = await openTown({ JT_DEMO_NOW: "2026-11-21T05:59:30+07:00" })
  const token = await fetch(town.url + "/api/v1/session", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ login: "rw", secret: "jogotonggo" }) })
    .then((answer) => answer.json()).then((answer: { token: string }) => answer.token)
  const headers = { "Content-Type": "application/json", Authorization: "Bearer " + token, "Idempotency-Key": crypto.randomUUID() }
  const counted = await fetch(town.url + "/api/v1/zone/count", { method: "POST", headers, body: JSON.stringify({ area: "33.74.08.1006/RW04/RT05", houses: 1 }) })
  expect(counted.status).toBe(201)
  warga = await town.visit("warga")
  head = await town.visit("rt")
})
afterAll(async () => town?.close())

test("a household finds what is kept of it, with its own words and until when", async () => {
  const { page } = warga
  const { body } = await command(page, "aid/request", { area: rt, need: "obat", people: 2, note: secret })
  id = body.case.id
  expect((await command(head.page, "aid/decline", { case: id, reason: "sudah_dilaporkan" })).status).toBe(200)
  await place(page, "beranda", ".choice")
  await page.getByRole("button", { name: "Menu" }).click()
  await page.getByRole("button", { name: "Data keluarga saya" }).click()
  await page.getByText(secret).waitFor()
  await page.getByText(/^Disimpan sampai \d+ \S+ 20\d\d$/).waitFor()
  await shoot(page, "privacy-data")
  await forEverybody(warga, ".facts")
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Simpan salinan" }).click()])
  expect(download.suggestedFilename()).toBe("data-keluarga.json")
})

test("consent is withdrawn with its 72 hours, also without a network, and given again", async () => {
  const { page, context } = warga
  await page.getByRole("button", { name: "Persetujuan keluarga" }).click()
  await context.setOffline(true)
  await page.getByRole("button", { name: "Tarik persetujuan" }).click()
  await page.getByRole("button", { name: "Ya, tarik" }).click()
  await page.getByText("Jam mulai setelah terkirim").waitFor()
  await context.setOffline(false)
  await page.getByText("Berhenti paling lambat 24 Nov").waitFor()
  await shoot(page, "privacy-consent")
  await forEverybody(warga, ".clock")
  expect(await text(page, "me/data")).toContain('"withdrawn"')
  await page.getByRole("button", { name: "Setujui lagi" }).click()
  await page.getByText("Keluarga ini setuju").waitFor()
  expect(await text(page, "me/data")).toContain('"agreed"')
})

test("a glass without a reason is refused at its field; with one the city sees the RT for an hour", async () => {
  lurah = await town.visit("lurah", wall)
  await lurah.page.locator(".tile").first().waitFor()
  kota = await town.visit("kota", wall)
  const { page } = kota
  expect(await status(page, "cases/" + id)).toBe(404)
  await page.locator(".card", { hasText: "Tegalsari" }).click()
  await page.getByRole("heading", { name: "Kelurahan Tegalsari" }).waitFor()
  expect(await page.locator("main").textContent()).not.toMatch(/RT \d\d/)
  expect(await page.getByRole("link", { name: "Unduh angka" }).getAttribute("href")).toBe("/api/v1/tallies.csv?area=33.74.08.1006")
  expect(await text(page, "tallies.csv?area=33.74.08.1006")).toMatch(/^area,name,service,state,n|^area,service,state,n/)
  await page.getByRole("button", { name: "Buka data RT (darurat)" }).click()
  await page.getByLabel("RT", { exact: true }).selectOption(rt)
  await page.getByLabel("Mengapa nama diperlukan?").fill("   ")
  await page.getByRole("button", { name: "Buka 60 menit" }).click()
  expect(await page.locator("dialog .bad .why").allTextContents()).toEqual(["Pilih salah satu.", "Isi bagian ini."])
  await shoot(page, "privacy-glass-form")
  await readByAll(page)
  expect((await command(page, "access/open", { area: rt, reason: "disaster", explain: " " })).body.fields[0].field).toBe("explain")
  await page.getByText("Bencana", { exact: true }).click()
  await page.getByLabel("Mengapa nama diperlukan?").fill("Banjir. Siapa yang harus dijemput?")
  await page.getByRole("button", { name: "Buka 60 menit" }).click()
  await page.locator(".openstrip", { hasText: "Semua yang dibuka dicatat dan diberitahukan." }).waitFor()
  await page.locator(".rt li button", { hasText: "Bantuan" }).click()
  await page.locator(".file", { hasText: "Obat, 2 orang" }).waitFor()
  await shoot(page, "privacy-glass")
  expect(await page.locator(".file .doing .button").count()).toBe(0)
  await page.getByRole("button", { name: "Tutup", exact: true }).click()
  await readByAll(page)
})

test("the lurah is told at once, and the wall says what its colours ask", async () => {
  const { page } = lurah
  await page.locator(".feed li", { hasText: /Pusat kendali kota membuka data RT 03 RW 04, sampai \d\d\.\d\d/ }).waitFor()
  await page.getByRole("button", { name: /^Zona aktif/ }).click()
  await page.locator("dialog", { hasText: "Merah: PPKM tingkat RT" }).waitFor()
  await shoot(page, "privacy-rules")
  await readByAll(page)
  await page.getByRole("button", { name: "Tutup", exact: true }).click()
  await page.locator('[data-area="33.74.08.1006/RW04/RT05"]').click()
  await page.locator(".asked", { hasText: "Lacak kontak erat mereka." }).waitFor()
  await readByAll(page)
})

test("the household reads who looked and why, and the notice goes once it was read", async () => {
  const { page } = warga
  await place(page, "beranda", ".glass")
  expect(await page.locator(".glass").textContent()).toMatch(/Pusat kendali kota membuka laporan keluarga Ibu\/Bapak, \d\d\.\d\d\. Alasan: bencana\./)
  await shoot(page, "privacy-home-glass")
  await page.locator(".glass button").click()
  await page.locator(".looks li", { hasText: "Pusat kendali kota" }).waitFor()
  expect(await page.locator(".looks .because").textContent()).toContain("Alasan: bencana.")
  await shoot(page, "privacy-looks")
  await forEverybody(warga, ".looks")
  await place(page, "beranda", ".choice")
  await page.getByText("Kabar pagi").or(page.getByText("Laporan keluarga saya")).first().waitFor()
  expect(await page.locator(".glass").count()).toBe(0)
})

test("closed, the glass shows nothing more, and is judged by the record of what was read", async () => {
  const { page } = kota
  await page.getByRole("button", { name: "Tutup sekarang" }).click()
  await page.locator(".openstrip").waitFor({ state: "detached" })
  expect(await status(page, "cases/" + id)).toBe(404)
  dpo = await town.visit("dpo", desktop)
  await dpo.page.goto(town.url + "/meja")
  await dpo.page.locator(".rail button", { hasText: "Kaca dibuka" }).click()
  await dpo.page.locator(".queue button").first().click()
  await dpo.page.locator(".under", { hasText: "Bantuan" }).waitFor()
  await shoot(dpo.page, "privacy-dpo-glass")
  await readByAll(dpo.page)
  await dpo.page.keyboard.press("s")
  await dpo.page.locator("dialog").getByText("Patut", { exact: true }).click()
  await dpo.page.locator("dialog .main").click()
  await dpo.page.locator(".file .stands", { hasText: "Sudah dinilai" }).waitFor()
  await dpo.page.locator(".rail button", { hasText: "Catatan pembukaan" }).click()
  await dpo.page.locator(".audit tr", { hasText: "kaca No." }).first().waitFor()
  await shoot(dpo.page, "privacy-dpo-audit")
  await readByAll(dpo.page)
  expect(await dpo.page.locator("body").textContent()).not.toContain(secret)
})

test("the morning's bulletin stands below the home, at RW level, the same for every neighbour", async () => {
  await expect.poll(async () => JSON.parse(await text(warga.page, "bulletin?area=" + rt)).zones?.yellow, { timeout: 50_000 }).toBe(1)
  const { page } = warga
  await place(page, "beranda", ".choice")
  await page.reload()
  await page.locator(".bulletin", { hasText: "Kabar pagi RW 04, 21 November" }).waitFor()
  expect(await page.locator(".bulletin .shapes").textContent()).toBe("7 RT hijau1 kuning")
  await page.locator(".bulletin", { hasText: "bukan peta resmi" }).scrollIntoViewIfNeeded()
  await shoot(page, "privacy-bulletin")
  await forEverybody(warga, ".bulletin")
})

test("no page broke its policy or threw", () => {
  expect([warga, head, lurah, kota, dpo].flatMap(({ errors }) => errors)).toEqual([])
})
