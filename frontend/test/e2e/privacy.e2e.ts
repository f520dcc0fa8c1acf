// Whose data it is: what a household finds about itself, takes back and has erased, and who may look past its neighbours.
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { largeText, readByAll, seenByAll } from "./eyes"
import { openTown, type Device, type Town } from "./town"

const shots = process.env["JT_TEST_SHOTS"]
const rt = "33.74.08.1006/RW04/RT03"
const wall = { width: 1920, height: 1080 }
const desktop = { width: 1366, height: 768 }
const secret = "Insulin untuk Ibu Karsih"
const complaint = "Bantuan hanya untuk kerabatnya"

let town: Town
let warga: Device
let serumah: Device
let head: Device
let staf: Device
let lurah: Device
let kota: Device
let dpo: Device
let id = ""

beforeAll(async () => {
  // A minute before the morning's bulletin: what is counted now is what everybody reads at six.
  town = await openTown({ JT_DEMO_NOW: "2026-11-21T05:59:00+07:00" })
  const token = await fetch(town.url + "/api/v1/session", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ login: "rw", secret: "jogotonggo" }) })
    .then((answer) => answer.json()).then((answer: { token: string }) => answer.token)
  const headers = { "Content-Type": "application/json", Authorization: "Bearer " + token, "Idempotency-Key": crypto.randomUUID() }
  const counted = await fetch(town.url + "/api/v1/zone/count", { method: "POST", headers, body: JSON.stringify({ area: "33.74.08.1006/RW04/RT05", houses: 1 }) })
  expect(counted.status).toBe(201)
  const enter = async (login: string, size?: { width: number; height: number }) => {
    const device = await town.device(login, size)
    await town.enter(device, login)
    return device
  }
  warga = await enter("warga")
  head = await enter("rt")
})
afterAll(async () => town?.close())

const shoot = async (page: Page, name: string): Promise<void> => {
  if (!shots) return
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished)))
  await page.screenshot({ path: `${shots}/privacy-${name}.png` })
}

/** One command by the page's own session, as another client would send it. */
const command = (page: Page, path: string, body: object) =>
  page.evaluate(
    async ([path, body]) => {
      const headers = { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() }
      const answer = await fetch("/api/v1/" + path, { method: "POST", headers, body: JSON.stringify(body) })
      return { status: answer.status, body: await answer.json() }
    },
    [path, body] as const,
  )
const status = (page: Page, path: string) => page.evaluate(async (path) => (await fetch("/api/v1/" + path)).status, path)
const text = (page: Page, path: string) => page.evaluate(async (path) => (await fetch("/api/v1/" + path)).text(), path)

/** Everything that lies in this phone's own database. */
const onPhone = (page: Page) =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((open) => { const asked = indexedDB.open("jogotonggo"); asked.onsuccess = () => open(asked.result) })
    const read = (shelf: string) => new Promise<unknown[]>((done) => { const asked = db.transaction(shelf).objectStore(shelf).getAll(); asked.onsuccess = () => done(asked.result) })
    return JSON.stringify([await read("kept"), await read("outbox")])
  })

const open = async (page: Page, place: string, sign: string) => {
  await page.goto(town.url + "/#/" + place)
  await page.locator(sign).first().waitFor()
}

/** A page of a phone that nobody stumbles over: axe in three themes, thumbs, and text at twice its size. */
async function forEverybody({ page, context }: Device, sign: string): Promise<void> {
  await seenByAll(page)
  await largeText(page, context, () => page.locator(sign).first().waitFor())
}

test("a household finds what is kept of it, with its own words and until when", async () => {
  const { page } = warga
  const { body } = await command(page, "aid/request", { area: rt, need: "obat", people: 2, note: secret })
  id = body.case.id
  expect((await command(head.page, "aid/decline", { case: id, reason: "sudah_dilaporkan" })).status).toBe(200)
  await open(page, "beranda", ".choice")
  await page.getByRole("button", { name: "Menu" }).click()
  await page.getByRole("button", { name: "Data keluarga saya" }).click()
  await page.getByText(secret).waitFor()
  await page.getByText(/^Disimpan sampai \d+ \S+ 20\d\d$/).waitFor()
  await shoot(page, "data")
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
  await shoot(page, "consent")
  await forEverybody(warga, ".clock")
  expect(await text(page, "me/data")).toContain('"withdrawn"')
  await page.getByRole("button", { name: "Setujui lagi" }).click()
  await page.getByText("Keluarga ini setuju").waitFor()
  expect(await text(page, "me/data")).toContain('"agreed"')
})

test("a glass without a reason is refused at its field; with one the city sees the RT for an hour", async () => {
  lurah = await town.device("lurah", wall)
  await town.enter(lurah, "lurah")
  await lurah.page.locator(".tile").first().waitFor()
  kota = await town.device("kota", wall)
  await town.enter(kota, "kota")
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
  await shoot(page, "glass-form")
  await readByAll(page)
  expect((await command(page, "access/open", { area: rt, reason: "disaster", explain: " " })).body.fields[0].field).toBe("explain")
  await page.getByText("Bencana", { exact: true }).click()
  await page.getByLabel("Mengapa nama diperlukan?").fill("Banjir. Siapa yang harus dijemput?")
  await page.getByRole("button", { name: "Buka 60 menit" }).click()
  await page.locator(".openstrip", { hasText: "Semua yang dibuka dicatat dan diberitahukan." }).waitFor()
  await page.locator(".rt li button", { hasText: "Bantuan" }).click()
  await page.locator(".file", { hasText: "Obat, 2 orang" }).waitFor()
  await shoot(page, "glass")
  expect(await page.locator(".file .doing .button").count()).toBe(0)
  await page.getByRole("button", { name: "Tutup", exact: true }).click()
  await readByAll(page)
})

test("the lurah is told at once, and the wall says what its colours ask", async () => {
  const { page } = lurah
  await page.locator(".feed li", { hasText: /Pusat kendali kota membuka data RT 03 RW 04, sampai \d\d\.\d\d/ }).waitFor()
  await page.getByRole("button", { name: /^Zona aktif/ }).click()
  await page.locator("dialog", { hasText: "Merah: PPKM tingkat RT" }).waitFor()
  await shoot(page, "rules")
  await readByAll(page)
  await page.getByRole("button", { name: "Tutup", exact: true }).click()
  await page.locator('[data-area="33.74.08.1006/RW04/RT05"]').click()
  await page.locator(".asked", { hasText: "Lacak kontak erat mereka." }).waitFor()
  await readByAll(page)
})

test("the household reads who looked and why, and the notice goes once it was read", async () => {
  const { page } = warga
  await open(page, "beranda", ".glass")
  expect(await page.locator(".glass").textContent()).toMatch(/Pusat kendali kota membuka laporan keluarga Ibu\/Bapak, \d\d\.\d\d\. Alasan: bencana\./)
  await shoot(page, "home-glass")
  await page.locator(".glass button").click()
  await page.locator(".looks li", { hasText: "Pusat kendali kota" }).waitFor()
  expect(await page.locator(".looks .because").textContent()).toContain("Alasan: bencana.")
  await shoot(page, "looks")
  await forEverybody(warga, ".looks")
  await open(page, "beranda", ".choice")
  await page.getByText("Kabar pagi").or(page.getByText("Laporan keluarga saya")).first().waitFor()
  expect(await page.locator(".glass").count()).toBe(0)
})

test("closed, the glass shows nothing more, and is judged by the record of what was read", async () => {
  const { page } = kota
  await page.getByRole("button", { name: "Tutup sekarang" }).click()
  await page.locator(".openstrip").waitFor({ state: "detached" })
  expect(await status(page, "cases/" + id)).toBe(404)
  dpo = await town.device("dpo", desktop)
  await town.enter(dpo, "dpo")
  await dpo.page.goto(town.url + "/meja")
  await dpo.page.locator(".rail button", { hasText: "Kaca dibuka" }).click()
  await dpo.page.locator(".queue button").first().click()
  await dpo.page.locator(".under", { hasText: "Bantuan" }).waitFor()
  await shoot(dpo.page, "dpo-glass")
  await readByAll(dpo.page)
  await dpo.page.keyboard.press("s")
  await dpo.page.locator("dialog").getByText("Patut", { exact: true }).click()
  await dpo.page.locator("dialog .main").click()
  await dpo.page.locator(".file .stands", { hasText: "Sudah dinilai" }).waitFor()
  await dpo.page.locator(".rail button", { hasText: "Catatan pembukaan" }).click()
  await dpo.page.locator(".audit tr", { hasText: "kaca No." }).first().waitFor()
  await shoot(dpo.page, "dpo-audit")
  await readByAll(dpo.page)
  expect(await dpo.page.locator("body").textContent()).not.toContain(secret)
})

test("a report past the RT reaches lurah and staff, and neither RT nor RW nor anybody else at home", async () => {
  const { page } = warga
  // Somebody else of this house, let in by its head.
  const invited = await command(head.page, "invites", { house: rt + "/H012" })
  serumah = await town.device("serumah")
  await serumah.page.goto(`${town.url}/masuk#undangan/${invited.body.invite.code}`)
  await serumah.page.getByLabel("Nama").fill("Agus")
  await serumah.page.getByRole("button", { name: "Masuk" }).click()
  await serumah.page.locator(".choice").first().waitFor()

  await open(page, "lapor/aid/request", "form")
  await page.getByRole("button", { name: "Tanpa Ketua RT: langsung ke kelurahan" }).click()
  await page.getByText("orang serumah tidak melihatnya").waitFor()
  await shoot(page, "direct")
  await forEverybody(warga, ".reads")
  await page.getByRole("button", { name: "Tulis laporan" }).click()
  await page.getByText("Ketua RT", { exact: true }).click()
  await page.getByLabel("Ceritakan").fill(complaint)
  await page.getByRole("button", { name: "Kirim" }).click()
  await page.locator(".facts", { hasText: complaint }).waitFor()
  const sent = page.url().split("/").pop()!
  const rw = await town.device("rw")
  await town.enter(rw, "rw")
  for (const other of [head, rw, serumah]) {
    expect(await status(other.page, "cases/" + sent)).toBe(404)
    for (const path of ["cases?area=" + rt, "me/data", "board?area=" + rt]) expect(await text(other.page, path)).not.toContain(sent)
    expect(await other.page.locator("body").textContent()).not.toContain("angsung ke kelurahan")
  }
  await rw.kill()

  staf = await town.device("staf", desktop)
  await town.enter(staf, "staf")
  await staf.page.locator(".queue button", { hasText: "Langsung ke kelurahan" }).click()
  await staf.page.locator(".file", { hasText: complaint }).waitFor()
  await staf.page.keyboard.press("s")
  await staf.page.locator(".doing .main", { hasText: "Jawab" }).waitFor()
  await staf.page.keyboard.press("s")
  await staf.page.locator("dialog textarea").fill("Besok kami periksa daftarnya.")
  await staf.page.locator("dialog .main").click()
  await staf.page.locator("dialog").waitFor({ state: "detached" })
  await shoot(staf.page, "desk-direct")
  await readByAll(staf.page)
  await page.reload()
  await page.getByText("Besok kami periksa daftarnya.").waitFor()

  await page.getByRole("button", { name: "Hapus dari HP ini" }).click()
  await page.locator("dialog .main").click()
  await page.getByText("orang serumah tidak melihatnya").waitFor()
  await expect.poll(() => onPhone(page)).not.toContain(complaint)
  expect(await page.locator(".rows").count()).toBe(0)
})

test("erasure is asked, called off, asked again and carried out: the contents are gone, also from the phone", async () => {
  const { page } = warga
  const ask = async () => {
    await page.locator(".pick", { hasText: "Tulisan dan data kesehatan" }).click()
    await page.locator(".bar .danger").click()
    await page.getByRole("button", { name: "Ya, hapus" }).click()
    await page.getByText("Sebelum itu masih dapat dibatalkan.").waitFor()
  }
  await open(page, "data/hapus", ".pick")
  await forEverybody(warga, ".pick")
  await ask()
  await shoot(page, "erase-asked")
  await forEverybody(warga, ".clock")
  await page.getByRole("button", { name: "Batal, simpan saja" }).click()
  await page.locator(".pick").first().waitFor()
  expect(await text(page, "me/data")).toContain(secret)
  await ask()
  await dpo.page.locator(".rail button", { hasText: "Permintaan warga" }).click()
  await dpo.page.reload()
  await dpo.page.locator(".queue button", { hasText: "Menunggu dihapus" }).click()
  await dpo.page.locator(".doing .main", { hasText: "Hapus sekarang" }).waitFor()
  await shoot(dpo.page, "dpo-wish")
  await dpo.page.keyboard.press("s")
  await dpo.page.locator(".file .stands", { hasText: "Sudah dihapus" }).waitFor()
  expect(await text(page, "me/data")).not.toContain(secret)
  await open(page, "beranda", ".choice")
  await page.reload()
  await expect.poll(() => onPhone(page)).not.toContain(secret)
  await open(page, "kasus/" + id, ".line")
  await page.getByText("Isi laporan sudah dihapus").waitFor()
  await shoot(page, "erased")
  expect((await command(head.page, "aid/verify", { case: id })).status).toBeGreaterThanOrEqual(400)
})

test("the morning's bulletin stands below the home, at RW level, the same for every neighbour", async () => {
  await expect.poll(async () => JSON.parse(await text(warga.page, "bulletin?area=" + rt)).zones?.yellow, { timeout: 50_000 }).toBe(1)
  const { page } = warga
  await open(page, "beranda", ".choice")
  await page.reload()
  await page.locator(".bulletin", { hasText: "Kabar pagi RW 04, 21 November" }).waitFor()
  expect(await page.locator(".bulletin .shapes").textContent()).toBe("7 RT hijau1 kuning")
  await page.locator(".bulletin", { hasText: "bukan peta resmi" }).scrollIntoViewIfNeeded()
  await shoot(page, "bulletin")
  await forEverybody(warga, ".bulletin")
})

test("no page broke its policy or threw", () => {
  expect([warga, serumah, head, staf, lurah, kota, dpo].flatMap(({ errors }) => errors)).toEqual([])
})
