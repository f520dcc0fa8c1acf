// A neighbour without a signal shows what words do not say; the head of the RT sees it, the household reads that they did.
import { afterAll, beforeAll, expect, test } from "vitest"
import { command, desktop, forEverybody, onPhone, place, read, shoot, status } from "./hands"
import { beside, camera } from "./shots"
import { openTown, type Device, type Town } from "./town"

const form = "lapor/aid/request"
const upright = { name: "IMG_2047.jpg", mimeType: "image/jpeg" }

let town: Town
let warga: Device
let rt: Device
let staf: Device
let photo: Buffer
let id = ""
let shot = ""

beforeAll(async () => {
  town = await openTown()
  warga = await town.visit("warga")
  await warga.page.locator(".choice.nila").first().waitFor()
  await warga.page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  photo = await camera(warga.page)
})
afterAll(async () => town?.close())

const choose = (file: { name: string; mimeType: string; buffer: Buffer }) => warga.page.getByLabel("Pilih dari HP").setInputFiles(file)
const shelves = async () => (JSON.parse(await onPhone(warga.page)) as { name: string }[][])[0]!.map(({ name }) => name.replace(/^[^/]*\//, "")).filter((name) => name.startsWith("photo/"))
const kirim = () => warga.page.getByRole("button", { name: "Kirim" }).click()

test("without a signal: what is no photo is said at the field, and what was typed stays", async () => {
  const { page, context } = warga
  await context.setOffline(true)
  await place(page, form, ".pick")
  await page.getByText("Sembako", { exact: true }).click()
  await page.locator("textarea").fill("Atap bocor, beras basah.")
  await choose({ name: "catatan.txt", mimeType: "text/plain", buffer: Buffer.from("bukan foto") })
  await page.getByText("Berkas ini bukan foto. Pilih foto lain.").waitFor()
  await page.locator(".photo").scrollIntoViewIfNeeded()
  await shoot(page, "photo-none")
  expect(await page.locator("textarea").inputValue()).toBe("Atap bocor, beras basah.")
})

test("a photo is made small, stands in the form, and outlives the app", async () => {
  expect(photo.length).toBeGreaterThan(1_000_000)
  await choose({ ...upright, buffer: photo })
  await warga.page.getByRole("img", { name: "Foto yang dipilih" }).waitFor()
  expect(await warga.page.getByText("Berkas ini bukan foto").count()).toBe(0)
  const [width, height] = await warga.page.locator(".photo img").evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight])
  expect([Math.max(width!, height!) <= 1600, height! > width!]).toEqual([true, true])
  await warga.page.locator(".photo").scrollIntoViewIfNeeded()
  await shoot(warga.page, "photo-form")
  await forEverybody(warga, ".photo img")
  await warga.kill()
  warga = await town.device("warga")
  await warga.context.setOffline(true)
  await warga.page.goto(town.url + "/#/" + form)
  await warga.page.getByRole("img", { name: "Foto yang dipilih" }).waitFor()
  expect(await warga.page.locator("textarea").inputValue()).toBe("Atap bocor, beras basah.")
})

test("taken back it is gone; chosen again it waits beside its report", async () => {
  await warga.page.getByRole("button", { name: "Buang foto" }).click()
  expect(await warga.page.locator(".photo img").count()).toBe(0)
  await expect.poll(shelves).toEqual([])
  await choose({ ...upright, buffer: photo })
  await warga.page.locator(".photo img").waitFor()
  await kirim()
  await warga.page.getByText("Tersimpan di HP, belum terkirim.").first().waitFor()
  const [, [entry]] = JSON.parse(await onPhone(warga.page)) as [unknown, { body: { photo: string } }[]]
  expect(await shelves()).toContain("photo/" + entry!.body.photo)
  shot = entry!.body.photo
})

test("with a signal both arrive once, small and without what the camera wrote; the phone keeps its small copy for seven days", async () => {
  const { page, context } = warga
  await context.setOffline(false)
  const filed = async () => ((await read(page, "me/data")) as { cases: { id: string; data: { photo: string } }[] }).cases
  await expect.poll(async () => (await filed()).length, { timeout: 20_000 }).toBe(1)
  const cases = await filed()
  expect(cases.map(({ data }) => data.photo)).toEqual([shot])
  id = cases[0]!.id
  const bytes = Buffer.from(await page.evaluate(async (path) => btoa(Array.from(new Uint8Array(await (await fetch(path)).arrayBuffer()), (one) => String.fromCharCode(one)).join("")), "/api/v1/photos/" + shot), "base64")
  expect(bytes.length).toBeLessThan(300_000)
  expect(bytes.includes(beside)).toBe(false)
  expect(await shelves()).toEqual(["photo/" + shot])
  const cached = await page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))).flat().map(({ url }) => url))
  expect(cached.filter((url) => url.includes("/api/"))).toEqual([])
})

test("the head opens it with a tap, and only then", async () => {
  rt = await town.visit("rt")
  await place(rt.page, "kasus/" + id, ".facts")
  await rt.page.getByRole("button", { name: "Lihat foto" }).waitFor()
  expect(await rt.page.locator(".shot img").count()).toBe(0)
  await rt.page.getByRole("button", { name: "Lihat foto" }).scrollIntoViewIfNeeded()
  await shoot(rt.page, "photo-before")
  await rt.page.getByRole("button", { name: "Lihat foto" }).click()
  await rt.page.waitForFunction(() => (document.querySelector<HTMLImageElement>(".shot img")?.naturalWidth ?? 0) > 0)
  await rt.page.locator(".shot img").scrollIntoViewIfNeeded()
  await shoot(rt.page, "photo-seen")
  await forEverybody(rt, ".shot")
  expect(rt.errors).toEqual([])
})

test("the household reads who looked", async () => {
  await place(warga.page, "data/siapa", ".scroll *")
  await warga.page.getByText("Ketua RT").first().waitFor()
  await shoot(warga.page, "photo-looks")
  await place(warga.page, "data", ".facts")
  await warga.page.getByText(/ada foto/).waitFor()
  await shoot(warga.page, "photo-data")
})

test("sent back and put right, a report keeps its photo unless somebody removes it", async () => {
  const { page } = warga
  const back = async () => expect((await command(rt.page, "aid/return", { case: id, reason: "lainnya" })).status).toBe(200)
  const has = async () => ((await read(page, "cases/" + id)) as { case: { state: string; data: { photo?: string } } }).case
  await back()
  await place(page, "kasus/" + id, ".bar .main")
  await page.getByRole("button", { name: "Perbaiki" }).click()
  await page.locator("dialog .photo img").waitFor() // this phone still has it; another one says that it goes along
  await shoot(page, "photo-amend")
  await forEverybody(warga, "dialog .photo")
  await page.locator("dialog").getByRole("button", { name: "Perbaiki" }).click()
  await expect.poll(async () => (await has()).state, { timeout: 20_000 }).toBe("filed")
  expect((await has()).data.photo).toBe(shot)
  expect(await status(rt.page, "photos/" + shot)).toBe(200)
})

test("an office sees it once somebody has vouched for it", async () => {
  staf = await town.visit("staf", desktop)
  expect(await status(staf.page, "photos/" + shot)).toBe(404)
  await place(rt.page, "kotak", ".card.first .shot")
  await shoot(rt.page, "photo-inbox")
  await rt.page.getByRole("button", { name: "Benar" }).click()
  await expect.poll(() => status(staf.page, "photos/" + shot), { timeout: 20_000 }).toBe(200)
  await staf.page.goto(town.url + "/meja")
  await staf.page.locator(".queue .row, .queue tr, .queue li, .queue button").first().click()
  await staf.page.getByRole("button", { name: "Lihat foto" }).click()
  await staf.page.waitForFunction(() => (document.querySelector<HTMLImageElement>(".shot img")?.naturalWidth ?? 0) > 0)
  await shoot(staf.page, "photo-desk")
})

test("who brings it shows what was handed over, and the household sees that", async () => {
  const helper = await town.visit("relawan")
  const { page } = helper
  for (const move of ["claim", "dispatch"]) expect((await command(page, "aid/" + move, { case: id })).status).toBe(200)
  await place(page, "kasus/" + id, ".facts")
  await page.getByRole("button", { name: "Serah terima" }).click()
  await page.locator("dialog .photo").waitFor()
  await page.locator("dialog").getByLabel("Ambil foto").setInputFiles({ ...upright, buffer: photo })
  await page.locator("dialog .photo img").waitFor()
  await shoot(page, "photo-sheet")
  await forEverybody(helper, "dialog .photo img")
  await page.locator("dialog").getByRole("button", { name: "Serah terima" }).click()
  const given = async () => ((await read(warga.page, "cases/" + id)) as { case: { data: { photo?: string; hand_over_photo?: string } } }).case.data
  await expect.poll(async () => Boolean((await given()).hand_over_photo), { timeout: 20_000 }).toBe(true)
  const { photo: first, hand_over_photo: second } = await given()
  expect([first, second !== first]).toEqual([shot, true])
  await place(warga.page, "kasus/" + id, ".facts")
  await warga.page.getByRole("button", { name: "Lihat foto barang yang diantar" }).click()
  await warga.page.waitForFunction(() => (document.querySelector<HTMLImageElement>(".shot img")?.naturalWidth ?? 0) > 0)
  expect(helper.errors).toEqual([])
})

test("a photo that the server refuses keeps the report, and it goes out mended", async () => {
  const { page, context } = warga
  await context.route("**/api/v1/photos/*", (route) => (route.request().method() === "PUT" ? route.continue({ postData: "rusak di jalan" }) : route.continue()))
  await place(page, form, ".pick")
  await page.getByText("Air bersih", { exact: true }).click()
  await choose({ ...upright, buffer: photo })
  await page.locator(".photo img").waitFor()
  await kirim()
  await page.getByRole("button", { name: "Perbaiki" }).click()
  await page.locator(".photo .why").waitFor()
  expect(await page.locator(".photo .why").textContent()).toContain("Berkas ini bukan foto.")
  await page.locator(".photo").scrollIntoViewIfNeeded()
  await shoot(page, "photo-refused")
  await page.getByRole("button", { name: "Buang foto" }).click()
  await kirim()
  const water = async () => ((await read(page, "me/data")) as { cases: { data: { need: string; photo?: string } }[] }).cases.filter(({ data }) => data.need === "air")
  await expect.poll(async () => (await water()).map(({ data }) => data.photo ?? "none"), { timeout: 20_000 }).toEqual(["none"])
  await expect.poll(shelves).toEqual(["photo/" + shot])
})

test("a code carries no photo, and says so before it is shown", async () => {
  const { page, context } = warga
  await context.setOffline(true)
  await place(page, form, ".pick")
  await page.getByText("Makanan siap", { exact: true }).click()
  await choose({ ...upright, buffer: photo })
  await page.locator(".photo img").waitFor()
  await kirim()
  await page.getByRole("button", { name: "Titip lewat HP Ketua RT" }).click()
  await page.getByText("Foto tidak muat di kode").waitFor()
  await shoot(page, "photo-carry")
  await forEverybody(warga, ".empty")
  await page.getByRole("button", { name: "Titip tanpa foto" }).click()
  await page.locator(".qr path").waitFor()
  await expect.poll(shelves).toEqual(["photo/" + shot])
  expect(warga.errors).toEqual([])
})
