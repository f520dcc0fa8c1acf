// What a household has erased: asked, called off, carried out. Nothing of it is found again, not on the server and not on the phone.
import { afterAll, beforeAll, expect, test } from "vitest"
import { command, desktop, forEverybody, onPhone, place, rt, shoot, text } from "./hands"
import { openTown, type Device, type Town } from "./town"

const secret = "Insulin untuk Ibu Karsih"

let town: Town
let warga: Device
let head: Device
let dpo: Device
let id = ""

beforeAll(async () => {
  town = await openTown()
  warga = await town.visit("warga")
  head = await town.visit("rt")
  dpo = await town.visit("dpo", desktop)
  await dpo.page.goto(town.url + "/meja")
  const { page } = warga
  await place(page, "lapor/aid/request", "form")
  await page.getByText("Obat", { exact: true }).click()
  await page.getByLabel("Catatan").fill(secret)
  await page.getByRole("button", { name: "Kirim" }).click()
  await page.locator(".line .clock").waitFor()
  id = page.url().split("/").pop()!
})
afterAll(async () => town?.close())

test("nothing is erased under somebody's hands: the page says what still runs", async () => {
  const { page } = warga
  await place(page, "data/hapus", ".because")
  expect(await page.locator(".because").textContent()).toContain("1 laporan masih berjalan.")
  expect((await command(page, "privacy/ask_erasure", { area: rt, what: "reports" })).status).toBe(422)
  expect((await command(head.page, "aid/decline", { case: id, reason: "sudah_dilaporkan" })).status).toBe(200)
})

test("erasure is asked, called off, asked again and carried out: the contents are gone, also from the phone", async () => {
  const { page } = warga
  const ask = async () => {
    await page.locator(".pick", { hasText: "Tulisan dan data kesehatan" }).click()
    await page.locator(".bar .danger").click()
    await page.getByRole("button", { name: "Ya, hapus" }).click()
    await page.getByText("Sebelum itu masih dapat dibatalkan.").waitFor()
  }
  await place(page, "data/hapus", ".pick")
  await forEverybody(warga, ".pick")
  await ask()
  await shoot(page, "privacy-erase-asked")
  await forEverybody(warga, ".clock")
  await page.getByRole("button", { name: "Batal, simpan saja" }).click()
  await page.locator(".pick").first().waitFor()
  expect(await text(page, "me/data")).toContain(secret)
  await ask()
  await dpo.page.reload()
  await dpo.page.locator(".queue button", { hasText: "Menunggu dihapus" }).click()
  await dpo.page.locator(".doing .main", { hasText: "Hapus sekarang" }).waitFor()
  await shoot(dpo.page, "privacy-dpo-wish")
  await dpo.page.keyboard.press("s")
  await dpo.page.locator(".file .stands", { hasText: "Sudah dihapus" }).waitFor()
  expect(await text(page, "me/data")).not.toContain(secret)
  await place(page, "beranda", ".choice")
  await page.reload()
  await expect.poll(() => onPhone(page)).not.toContain(secret)
  await place(page, "kasus/" + id, ".line")
  await page.getByText("Isi laporan sudah dihapus").waitFor()
  await shoot(page, "privacy-erased")
  expect((await command(head.page, "aid/verify", { case: id })).status).toBeGreaterThanOrEqual(400)
})

test("everything: the own account is closed, and its phone remembers nobody", async () => {
  const { page } = warga
  await place(page, "data/hapus", ".pick")
  await page.locator(".pick", { hasText: "Semuanya, juga akun" }).click()
  await page.locator(".bar .danger").click()
  await page.getByRole("heading", { name: "Hapus semuanya, juga akun saya?" }).waitFor()
  await page.getByRole("button", { name: "Ya, hapus" }).click()
  await page.getByText("Sebelum itu masih dapat dibatalkan.").waitFor()
  await dpo.page.reload()
  await dpo.page.locator(".queue button", { hasText: "Menunggu dihapus" }).click()
  await dpo.page.locator(".doing .main", { hasText: "Hapus sekarang" }).click()
  await dpo.page.locator(".file .stands", { hasText: "Sudah dihapus" }).waitFor()
  await page.waitForURL((at) => at.pathname === "/masuk", { timeout: 30_000 })
  // Which lineage its server's database has is of nobody.
  const [kept, queue] = JSON.parse(await onPhone(page)) as [{ name: string }[], unknown[]]
  expect([kept.map(({ name }) => name), queue]).toEqual([["epoch"], []])
})

test("no page broke its policy or threw", () => {
  expect([warga, head, dpo].flatMap(({ errors }) => errors)).toEqual([])
})
