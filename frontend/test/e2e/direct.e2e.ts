// Past the RT, to the kelurahan: read by lurah and staff, by nobody else in the RT and nobody else at home, and taken off the phone.
import { afterAll, beforeAll, expect, test } from "vitest"
import { readByAll } from "./eyes"
import { command, desktop, forEverybody, onPhone, place, rt, shoot, status, text } from "./hands"
import { openTown, type Device, type Town } from "./town"

const complaint = "Bantuan hanya untuk kerabatnya"

let town: Town
let warga: Device
let serumah: Device
let head: Device
let rw: Device
let staf: Device

beforeAll(async () => {
  town = await openTown()
  warga = await town.visit("warga")
  head = await town.visit("rt")
  rw = await town.visit("rw")
  staf = await town.visit("staf", desktop)
})
afterAll(async () => town?.close())

test("a report past the RT reaches lurah and staff, and neither RT nor RW nor anybody else at home", async () => {
  const { page } = warga
  // Somebody else of this house, let in by its head.
  const invited = await command(head.page, "invites", { house: rt + "/H012" })
  serumah = await town.device("serumah")
  await serumah.page.goto(`${town.url}/masuk#undangan/${invited.body.invite.code}`)
  await serumah.page.getByLabel("Nama").fill("Agus")
  await serumah.page.getByRole("button", { name: "Masuk" }).click()
  await serumah.page.locator(".choice").first().waitFor()

  await place(page, "lapor/aid/request", "form")
  await page.getByRole("button", { name: "Tanpa Ketua RT: langsung ke kelurahan" }).click()
  await page.getByText("orang serumah tidak melihatnya").waitFor()
  await shoot(page, "privacy-direct")
  await forEverybody(warga, ".reads")
  await page.getByRole("button", { name: "Tulis laporan" }).click()
  await page.getByText("Ketua RT", { exact: true }).click()
  await page.getByLabel("Ceritakan").fill(complaint)
  await page.getByRole("button", { name: "Kirim" }).click()
  await page.locator(".facts", { hasText: complaint }).waitFor()
  const sent = page.url().split("/").pop()!
  for (const other of [head, rw, serumah]) {
    expect(await status(other.page, "cases/" + sent)).toBe(404)
    for (const path of ["cases?area=" + rt, "me/data", "board?area=" + rt]) expect(await text(other.page, path)).not.toContain(sent)
    expect(await other.page.locator("body").textContent()).not.toContain("angsung ke kelurahan")
  }
  await staf.page.locator(".queue button", { hasText: "Langsung ke kelurahan" }).click()
  await staf.page.locator(".file", { hasText: complaint }).waitFor()
  await staf.page.keyboard.press("s")
  await staf.page.locator(".doing .main", { hasText: "Jawab" }).waitFor()
  await staf.page.keyboard.press("s")
  await staf.page.locator("dialog textarea").fill("Besok kami periksa daftarnya.")
  await staf.page.locator("dialog .main").click()
  await staf.page.locator("dialog").waitFor({ state: "detached" })
  await shoot(staf.page, "privacy-desk-direct")
  await readByAll(staf.page)
  await page.reload()
  await page.getByText("Besok kami periksa daftarnya.").waitFor()

  await page.getByRole("button", { name: "Hapus dari HP ini" }).click()
  await page.locator("dialog .main").click()
  await page.getByText("orang serumah tidak melihatnya").waitFor()
  await expect.poll(() => onPhone(page)).not.toContain(complaint)
  expect(await page.locator(".rows").count()).toBe(0)
})

test("no page broke its policy or threw", () => {
  expect([warga, serumah, head, rw, staf].flatMap(({ errors }) => errors)).toEqual([])
})
