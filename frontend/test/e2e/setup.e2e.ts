// The first day, from the binary alone on an empty folder: the link on the terminal, a kelurahan with its RTs, heads, staff and paper; then a
// neighbour comes in by a printed code and asks for help, the head by a printed letter and says "Benar", and the lurah's board shows it.
import { readFileSync } from "node:fs"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { readByAll, seenByAll } from "./eyes"
import { desktop, forEverybody, read, shoot } from "./hands"
import { printed } from "./printed"
import { openTown, type Device, type Town } from "./town"

const kelurahan = "33.74.08.1006"
const secret = "sandi bu lurah"

type Counted = { taps: number; keys: number; since: number }

/** In every page of a device: counts what a person does, from its first page on. */
function count(): void {
  const counted: Counted = JSON.parse(sessionStorage.getItem("counted") ?? "null") ?? { taps: 0, keys: 0, since: Date.now() }
  const note = (step: Partial<Counted>) => sessionStorage.setItem("counted", JSON.stringify(Object.assign(counted, step)))
  note({})
  addEventListener("pointerdown", () => note({ taps: counted.taps + 1 }), true)
  addEventListener("keydown", () => note({ keys: counted.keys + 1 }), true)
}

const counted = (page: Page) => page.evaluate(() => JSON.parse(sessionStorage.getItem("counted")!) as Counted)
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" })
const link = (town: Town) => /http\S+\/masuk#awal\/\w+/.exec(town.said())![0]
const step = (page: Page, title: string) => page.getByRole("heading", { level: 1, name: title }).waitFor()
/** Types what a person types: a line is cleared first. */
async function write(page: Page, label: string, text: string): Promise<void> {
  const line = page.getByLabel(label, { exact: true })
  await line.click()
  await page.keyboard.press("Control+A")
  await page.keyboard.type(text)
}

/** A step as everybody sees it: a desk under axe, a phone also for thumbs and large letters. */
async function look(device: Device, name: string, sign = ".step"): Promise<void> {
  await shoot(device.page, "setup-" + name)
  if (device.page.viewportSize()!.width > 600) await readByAll(device.page)
  else await forEverybody(device, sign)
}

async function paper(page: Page, press: string): Promise<ReturnType<typeof printed>> {
  const [file] = await Promise.all([page.waitForEvent("download"), button(page, press).click()])
  expect(file.suggestedFilename()).toMatch(/^[\w-]+\.pdf$/)
  return printed(readFileSync(await file.path()))
}

describe("a folder without anything, no list of areas, on a laptop", () => {
  let town: Town
  let lurah: Device
  let since = 0
  const spent = { taps: 0, keys: 0 }
  let house = ""
  let letter = ""
  const add = async (page: Page) => {
    const { taps, keys } = await counted(page)
    spent.taps += taps
    spent.keys += keys
  }

  beforeAll(async () => {
    since = Date.now()
    town = await openTown({}, { demo: false })
    lurah = await town.device("lurah", desktop)
    await lurah.context.addInitScript(count)
  })
  afterAll(async () => town?.close())

  test("a wrong link opens nothing and says where the right one stands", async () => {
    const stranger = await town.device("stranger")
    await stranger.page.goto(town.url + "/masuk#awal/SALAH")
    await stranger.page.getByText("Tautan ini sudah tidak berlaku").waitFor()
    await shoot(stranger.page, "setup-wrong-link")
    await seenByAll(stranger.page)
    await stranger.kill()
  })

  test("the kelurahan is written by code and name, and its time zone is said", async () => {
    const { page } = lurah
    await page.goto(link(town))
    await step(page, "Kelurahan mana?")
    await expect.poll(() => button(page, "Lanjut").isDisabled()).toBe(true)
    await write(page, "Kode kelurahan", "3374081006")
    await write(page, "Nama kelurahan", "Tegalsari")
    await page.getByText("Waktu setempat WIB (UTC+7)").waitFor()
    await look(lurah, "1-kelurahan")
    await page.keyboard.press("Enter")
    await step(page, "Akun lurah")
  })

  test("the lurah's account: what is too short is told at its line, and the link stays in no address", async () => {
    const { page } = lurah
    await write(page, "Nama lurah", "Endah Kusumawati")
    expect(await page.getByLabel("Nama masuk").inputValue()).toBe("lurah-tegalsari")
    await write(page, "Kata sandi", "pendek")
    await page.keyboard.press("Enter")
    await page.locator(".bad .why", { hasText: "paling sedikit 8" }).waitFor()
    expect(await page.locator(".why").count()).toBe(1)
    await look(lurah, "2-lurah-refused")
    await write(page, "Kata sandi", secret)
    await page.keyboard.press("Enter")
    await step(page, "Berapa RW dan RT?")
    expect(new URL(page.url()).hash).toBe("#siap/rt")
    await add(page)
  })

  test("the same link opens nothing twice", async () => {
    const late = await town.device("late")
    await late.page.goto(link(town))
    await late.page.getByText("Tautan ini sudah tidak berlaku").waitFor()
    await late.kill()
  })

  test("a browser that was closed in the middle goes on where it stopped", async () => {
    await lurah.kill()
    lurah = await town.device("lurah-again", desktop)
    await lurah.context.addInitScript(count)
    const { page } = lurah
    await page.goto(town.url)
    await page.waitForURL("**/masuk")
    await write(page, "Nama masuk", "lurah-tegalsari")
    await write(page, "Kata sandi", secret)
    await page.keyboard.press("Enter")
    await step(page, "Berapa RW dan RT?")
  })

  test("two numbers make the RTs, and only what differs is typed", async () => {
    const { page } = lurah
    await write(page, "Jumlah RW", "3")
    await write(page, "RT tiap RW", "4")
    await write(page, "RW 02", "2")
    await write(page, "Rumah tiap RT", "20")
    await page.getByText("3 RW, 10 RT, 200 rumah").waitFor()
    await look(lurah, "3-rt")
    await button(page, "Simpan 10 RT").click()
    await step(page, "Siapa ketuanya?")
  })

  test("a list with a wrong column or wrong lines is told line by line, and nothing of it is stored", async () => {
    const { page } = lurah
    const list = page.getByLabel("Daftar ketua")
    await list.fill("rw,rt,nama,alamat\n1,1,Darmo Wibowo,Jalan Mawar")
    await button(page, "Periksa daftar").click()
    await page.locator(".faults", { hasText: "Baris 1: Kolom \"alamat\" tidak dikenal" }).waitFor()
    await list.fill("rw;rt;nama;rumah\n1;1;Darmo Wibowo;12\n7;1;Salah Tempat;\n1;satu;;3")
    await button(page, "Periksa daftar").click()
    const faults = page.locator(".faults li")
    await expect.poll(() => faults.allTextContents()).toEqual([
      "Baris 3, kolom rw: RW 07 belum ada di kelurahan ini.",
      "Baris 4, kolom rt: Tulis nomor RT, misalnya 3.",
      "Baris 4, kolom nama: Tulis nama, paling banyak 60 huruf.",
    ])
    await faults.first().getByRole("button").click()
    expect(await list.evaluate((box: HTMLTextAreaElement) => box.value.slice(box.selectionStart, box.selectionEnd))).toBe("7;1;Salah Tempat;")
    await look(lurah, "4-ketua-refused")
    expect(JSON.stringify(await read(page, "setup?area=" + kelurahan))).not.toContain("Darmo")
  })

  test("a file from a spreadsheet is shown as it was understood, then stored", async () => {
    const { page } = lurah
    const choose = page.locator("input[type=file]")
    await choose.setInputFiles({ name: "ketua.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from([0x50, 0x4b, 3, 4, 0, 0]) })
    await page.getByText("Simpan sebagai CSV").waitFor()
    const csv = "\ufeffRW;RT;Nama Ketua;No. Rumah\r\n1;;Yuli Astuti;\r\n1;1;Pak Darmo Wibowo;12\r\n1;2;Sutrisno;3\r\n2;1;\"Ani; Wulandari\";\r\n"
    await choose.setInputFiles({ name: "ketua.csv", mimeType: "text/csv", buffer: Buffer.from(csv) })
    await button(page, "Periksa daftar").click()
    await page.getByText("4 ketua siap disimpan").waitFor()
    await look(lurah, "4-ketua-understood")
    await button(page, "Simpan 4 ketua").click()
    await step(page, "Petugas kelurahan")
  })

  test("who was missing is typed beside the RT, and a wrong house is told at its field", async () => {
    const { page } = lurah
    await page.goBack()
    await step(page, "Siapa ketuanya?")
    await page.getByText("3 dari 10 RT sudah punya ketua.").waitFor()
    await page.getByText("Ketik di sini").click()
    await write(page, "Nama ketua RT 03 RW 01", "Joko Santoso")
    await write(page, "Nomor rumah ketua RT 03 RW 01", "dua")
    await page.keyboard.press("Enter")
    await page.locator(".heads .why", { hasText: "Tulis nomor 1 sampai 999" }).waitFor()
    await look(lurah, "4-ketua-by-hand")
    await write(page, "Nomor rumah ketua RT 03 RW 01", "7")
    await page.keyboard.press("Enter")
    await step(page, "Petugas kelurahan")
  })

  test("a clerk's account: login and password are proposed, shown once, and open the desk", async () => {
    const { page } = lurah
    await write(page, "Nama petugas", "Bu Wulan")
    expect(await page.getByLabel("Nama masuk").inputValue()).toBe("staf-wulan")
    await look(lurah, "5-petugas")
    await page.keyboard.press("Enter")
    await page.getByText("Akun siap").waitFor()
    await look(lurah, "5-petugas-made")
    // On paper the slip stands alone.
    await page.emulateMedia({ media: "print" })
    expect(await page.locator(".account").isVisible()).toBe(true)
    expect(await page.locator(".steps, .head, .bar, .step > p").filter({ visible: true }).count()).toBe(0)
    await page.emulateMedia({ media: null })
    const password = await page.locator(".account dd.big").last().textContent()
    // Whoever forgets it gets in by the lurah.
    await button(page, "Tambah petugas lain").click()
    await page.getByText("Lupa kata sandi").click()
    await button(page, /Bu Wulan/).click()
    await page.locator(".qr path").waitFor()
    await button(page, "Kembali").last().click()
    const desk = await town.device("desk", desktop)
    await desk.page.goto(town.url + "/masuk")
    await desk.page.getByLabel("Nama masuk").fill("staf-wulan")
    await desk.page.getByLabel("Kata sandi").fill(password!)
    await desk.page.keyboard.press("Enter")
    await desk.page.waitForURL("**/meja")
    await desk.page.goto(town.url + "/masuk#siap/cetak")
    await step(desk.page, "Cetak dan bagikan")
    expect(await button(desk.page, "Unduh surat (PDF)").count()).toBe(0)
    await desk.kill()
    await button(page, "Lanjut").click()
    await step(page, "Cetak dan bagikan")
  })

  test("letters and house codes come as PDF, every code readable, by RT", async () => {
    const { page } = lurah
    await page.getByText("hanya terbuka di komputer ini").waitFor()
    await look(lurah, "6-cetak")
    const letters = await paper(page, "Unduh surat (PDF)")
    expect([letters.pages, letters.codes.length]).toEqual([2, 5])
    letter = letters.codes.find(({ words }) => words.includes("rw01-rt01-darmo"))!.text!
    expect(letter).toMatch(new RegExp(`^${town.url}/masuk#kunci/[\\w-]{22}$`))
    const slips = await paper(page, "Unduh lembar QR (PDF)")
    expect([slips.pages, slips.codes.length]).toEqual([30, 200])
    expect(new Set(slips.codes.map(({ text }) => text)).size).toBe(200)
    house = slips.codes[0]!.text!
    expect(house).toMatch(new RegExp(`^${town.url}/masuk#undangan/[\\w-]{22}$`))
    await add(page)
    const minutes = (Date.now() - since) / 60_000
    console.log(`     from an empty folder to paper for 10 RTs, 5 heads and a clerk: ${minutes.toFixed(1)} min in the hands of a program with every wrong turn, ${spent.taps} taps, ${spent.keys} keystrokes`)
  })

  test("a head who is here gets in by a code on the screen instead", async () => {
    const { page } = lurah
    await page.getByText("Tampilkan QR masuk").click()
    await button(page, /Sutrisno/).click()
    await page.locator(".qr path").waitFor()
    await shoot(page, "setup-6-qr")
    await readByAll(page)
    await button(page, "Kembali").first().click()
  })

  test("from the printed code to a verified report on the lurah's board", async () => {
    const begun = Date.now()
    const warga = await town.device("warga")
    await warga.context.addInitScript(count)
    await warga.page.goto(house)
    await warga.page.getByLabel("Nama").tap()
    await warga.page.keyboard.type("Sri")
    await warga.page.getByRole("button", { name: "Masuk" }).tap()
    await warga.page.locator(".choice", { hasText: "Butuh bantuan" }).tap()
    await warga.page.getByText("Sembako", { exact: true }).tap()
    await warga.page.getByRole("button", { name: "Kirim" }).tap()
    await warga.page.locator("li[aria-current=step] .clock").waitFor()
    // This server has no clock but the machine's: after 20.00 nobody is woken, and that is what it says.
    await warga.page.getByText(/Ketua RT akan memeriksa|Malam ini dicatat\. Diperiksa mulai/).first().waitFor()
    await shoot(warga.page, "setup-7-warga")

    const head = await town.device("head")
    await head.context.addInitScript(count)
    await head.page.goto(letter)
    await step(head.page, "Selamat datang")
    await look(head, "8-letter", "h1")
    await head.page.getByRole("button", { name: "Masuk" }).tap()
    await head.page.locator(".card.first", { hasText: "Benar" }).waitFor()
    await shoot(head.page, "setup-8-inbox")
    await head.page.getByRole("button", { name: "Benar", exact: true }).tap()
    const { page } = lurah
    await page.goto(town.url + "/papan")
    await page.locator(".tile").first().waitFor()
    expect(await page.locator(".tile").count()).toBe(10)
    expect(await page.locator(".legend li").last().evaluate((last) => last.getBoundingClientRect().right <= innerWidth)).toBe(true)
    await expect.poll(() => page.locator(".counters dd").allTextContents(), { timeout: 20_000 }).toEqual(["0", "1", "0", "0"])
    await shoot(page, "setup-9-papan")
    const [w, h] = [await counted(warga.page), await counted(head.page)]
    console.log(`     from the printed code to a verified report on the board: ${((Date.now() - begun) / 60_000).toFixed(1)} min, neighbour ${w.taps} taps and ${w.keys} keystrokes, head ${h.taps} taps and ${h.keys} keystrokes; ${((Date.now() - since) / 60_000).toFixed(1)} min since the folder was empty`)

    await head.page.goto(letter)
    await head.page.getByRole("button", { name: "Masuk" }).tap()
    await head.page.getByText("Surat ini sudah dipakai").waitFor()
    await shoot(head.page, "setup-8-letter-used")
    for (const one of [lurah, warga, head]) expect(one.errors).toEqual([])
  })
})

describe("with the list of all areas, on a phone, by keyboard, in English, without RW", () => {
  let town: Town
  let lurah: Device

  beforeAll(async () => {
    town = await openTown({}, { demo: false, areas: true })
    lurah = await town.device("lurah")
  }, 240_000)
  afterAll(async () => town?.close())

  test("a kelurahan is found by name and city among all of the country", async () => {
    const { page } = lurah
    await page.goto(link(town))
    await step(page, "Kelurahan mana?")
    await page.getByLabel("Nama kelurahan atau desa").fill("prapatan balikpapan")
    const found = page.locator(".opener")
    await expect.poll(() => found.allTextContents()).toEqual(["PrapatanBalikpapan Kota, Kota Balikpapan · 64.71.06.1001"])
    await look(lurah, "phone-1-found", ".setup")
    await page.getByLabel("Nama kelurahan atau desa").fill("tegalsari semarang")
    await found.filter({ hasText: "Candisari" }).click()
    await page.getByText("Waktu setempat WIB").waitFor()
    await button(page, "Pilih yang lain").click()
    await page.getByLabel("Nama kelurahan atau desa").fill("64.71.06.1001")
    await found.filter({ hasText: "Prapatan" }).click()
    await page.getByText("Waktu setempat WITA (UTC+8)").waitFor()
    await look(lurah, "phone-1-chosen", ".chosen")
    await button(page, "English").click()
    await step(page, "Which kelurahan?")
  })

  test("all the rest without a mouse, in English", async () => {
    const { page } = lurah
    await page.getByLabel("Name of the kelurahan or village").focus()
    await page.keyboard.type("prapatan balik")
    await page.locator(".opener").waitFor()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.getByText("Local time WITA").waitFor()
    await button(page, "Go on").focus()
    await page.keyboard.press("Enter")
    await step(page, "The lurah's account")
    await page.getByLabel("Name of the lurah").focus()
    await page.keyboard.type("Hj. Rahmawati")
    await page.getByLabel("Password", { exact: true }).focus()
    await page.keyboard.type(secret)
    await page.keyboard.press("Enter")
    await step(page, "How many RWs and RTs?")
    await page.getByLabel("With RWs").focus()
    await page.keyboard.press("ArrowRight")
    await page.getByLabel("Number of RTs", { exact: true }).focus()
    await page.keyboard.type("34")
    await look(lurah, "phone-3-no-rw", ".count")
    await page.getByLabel("Houses in each RT", { exact: true }).focus()
    await page.keyboard.type("150")
    await page.keyboard.press("Enter")
    await step(page, "Who are the heads?")
    await look(lurah, "phone-4-heads", "textarea")
    await page.getByLabel("List of heads").fill("rt,nama,rumah\n12,Rizky Pratama,4")
    await button(page, "Check the list").focus()
    await page.keyboard.press("Enter")
    await page.getByText("Heads ready to be stored: 1").waitFor()
    await look(lurah, "phone-4-understood", ".heads")
    await button(page, "Store heads: 1").focus()
    await page.keyboard.press("Enter")
    await step(page, "Kelurahan staff")
    await look(lurah, "phone-5-staff", ".account")
    await button(page, "Skip for now").focus()
    await page.keyboard.press("Enter")
    await step(page, "Print and hand out")
    await page.getByText("Too many at once").waitFor()
    await look(lurah, "phone-6-print", "select")
    await page.getByLabel("For").selectOption({ label: "RT 12" })
    const slips = await paper(page, "Download house codes (PDF)")
    expect([slips.pages, slips.codes.length]).toEqual([19, 150])
    expect(slips.codes[0]!.words).toContain("Rizky Pratama, head of the RT")
    // Another day an RT is split: what is there stays as it is.
    await page.goBack()
    await step(page, "Kelurahan staff")
    await page.goBack()
    await step(page, "Who are the heads?")
    await page.goBack()
    await step(page, "Add RWs, RTs or houses")
    await page.getByText("34 RTs, 5100 houses").waitFor()
    await page.getByLabel("Number of RTs", { exact: true }).focus()
    await page.keyboard.type("35")
    await look(lurah, "phone-3-more", ".count")
    await page.keyboard.press("Enter")
    await step(page, "Who are the heads?")
    const { rts } = (await read(page, "setup?area=64.71.06.1001")) as { rts: { area: string; houses: number }[] }
    expect(rts.map(({ houses }) => houses)).toEqual(new Array(35).fill(150))
    expect(lurah.errors).toEqual([])
  })
})
