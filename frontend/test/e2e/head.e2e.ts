// A head who goes away: somebody stands in, said on the phone without a signal, sent once, also past a server that dies; and ended again.
import { afterAll, beforeAll, expect, test } from "vitest"
import { forEverybody, place, read, rt, shoot, status } from "./hands"
import { openTown, type Device, type Town } from "./town"

const rw = "33.74.08.1006/RW04"

let town: Town
let head: Device
let chief: Device
let warga: Device

beforeAll(async () => {
  town = await openTown()
  head = await town.visit("rt")
  chief = await town.visit("rw")
  warga = await town.visit("warga")
  for (const { page } of [head, chief, warga]) await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
})
afterAll(async () => town?.close())

type StandIns = { standing: { case: string; name: string; away: boolean; until: string }[]; people: { name: string }[] }
const standing = async ({ page }: Device, area: string): Promise<StandIns["standing"]> => ((await read(page, "standins?area=" + area)) as StandIns).standing
const posts = async ({ page }: Device): Promise<string[]> => (await read(page, "me")).account.grants.map(({ role, area }: { role: string; area: string }) => `${role} ${area}`)

test("without a signal a head names who stands in for three days; the app is killed, and it goes out once", async () => {
  const { page, context } = head
  await page.getByRole("button", { name: "Menu", exact: true }).click()
  await page.getByRole("button", { name: "Urusan RT 03 RW 04" }).click()
  await page.getByRole("button", { name: /^Pengganti/ }).click()
  const who = page.getByRole("combobox", { name: "Siapa yang menggantikan" })
  await who.click()
  await page.getByRole("option").first().waitFor()
  await shoot(page, "head-standin-list")
  await context.setOffline(true)
  await page.getByRole("button", { name: "Tunjuk pengganti" }).click()
  await page.getByText("Pilih nama dari daftar.").waitFor()
  await who.fill("sri wah")
  await page.keyboard.press("Enter")
  await page.getByRole("button", { name: "3 hari" }).click()
  expect(await page.locator(".says").textContent()).toMatch(/^Sri Wahyuni menggantikan Bapak\/Ibu sampai \p{L}+, \d+ \p{L}+\.$/u)
  await shoot(page, "head-standin-form")
  await page.getByRole("button", { name: "Tunjuk pengganti" }).click()
  await page.locator(".stands", { hasText: "tersimpan di HP" }).waitFor()
  await shoot(page, "head-standin-offline")
  await head.kill()
  head = await town.device("rt")
  await head.page.goto(town.url + "/#/tugas/pengganti")
  await head.page.locator(".stands", { hasText: "Sri Wahyuni menggantikan" }).getByRole("button", { name: "Akhiri" }).waitFor({ timeout: 30_000 })
  expect((await standing(head, rt)).map(({ name, away }) => [name, away])).toEqual([["Sri Wahyuni", false]])
  expect(await posts(warga)).toContain("rt_head " + rt)
  await shoot(head.page, "head-standin-runs")
  await forEverybody(head, ".stands")
})

test("who stands in reads so, and may answer what waits for the head", async () => {
  await warga.page.reload()
  await place(warga.page, "tugas/pengganti", ".stands")
  expect(await warga.page.locator(".stands").textContent()).toContain("Bapak/Ibu menggantikan Ketua RT 03 sampai")
  await place(warga.page, "kotak", ".head .apart")
  expect(await warga.page.locator("h1").first().textContent()).toContain("Kotak masuk RT 03")
  await warga.page.locator(".card", { hasText: "Bapak/Ibu menggantikan Ketua RT 03 sampai" }).waitFor()
  await shoot(warga.page, "head-standin-inbox")
  // The head who went away reads it there too.
  await place(head.page, "kotak", ".head .apart")
  await head.page.locator(".card", { hasText: "Sri Wahyuni menggantikan Bapak/Ibu sampai" }).getByRole("button").click()
})

test("the head is back and ends it, also while the server is dead", async () => {
  const { page } = head
  await page.getByRole("button", { name: "Akhiri" }).click()
  await page.locator("dialog").waitFor()
  await shoot(page, "head-standin-end")
  await town.crash()
  await page.locator("dialog").getByRole("button", { name: "Akhiri" }).click()
  await page.locator(".stands", { hasText: "Mengakhiri penggantian" }).waitFor()
  await town.revive()
  await page.locator(".stands").waitFor({ state: "detached", timeout: 60_000 })
  expect(await standing(head, rt)).toEqual([])
  await expect.poll(() => posts(warga)).not.toContain("rt_head " + rt)
})

test("a neighbour who lost their phone stands before the head: a code on the screen lets in the new one, and the old one is out", async () => {
  const { page } = head
  const old = await town.visit("tetangga")
  await place(page, "tugas/hp-hilang", ".finder")
  await page.getByRole("button", { name: "Tampilkan kode" }).click()
  await page.getByText("Pilih nama dari daftar.").waitFor()
  await page.getByRole("combobox", { name: "Siapa yang masuk lagi" }).fill("bambang k")
  await page.keyboard.press("Enter")
  await shoot(page, "head-lost")
  await forEverybody(head, ".says")
  const answered = page.waitForResponse(/members\/[^/]+\/reset$/)
  await page.getByRole("button", { name: "Tampilkan kode" }).click()
  const { invite } = (await (await answered).json()) as { invite: { code: string } }
  await page.locator(".qr").waitFor()
  await shoot(page, "head-lost-code")
  await forEverybody(head, ".qr")

  const found = await town.device("new-phone")
  await found.page.goto(`${town.url}/masuk#kunci/${invite.code}`)
  await found.page.getByRole("button", { name: "Masuk" }).click()
  await found.page.locator(".choice").first().waitFor()
  expect(((await read(found.page, "me")) as { account: { name: string } }).account.name).toBe("Bambang Kuncoro")
  await expect.poll(() => status(old.page, "me")).toBe(401)
  const second = await town.device("second-phone")
  await second.page.goto(`${town.url}/masuk#kunci/${invite.code}`)
  await second.page.getByRole("button", { name: "Masuk" }).click()
  await second.page.getByText("Surat ini sudah dipakai atau tidak berlaku").waitFor()
})

test("an RW head's stand-in is for the RW, out of any of its RTs; or nobody, and the post is passed over", async () => {
  const { page } = chief
  await place(page, "tugas/pengganti", "select")
  await page.getByLabel("RT calon pengganti").selectOption({ label: "RT 03 RW 04" })
  await page.getByRole("combobox", { name: "Siapa yang menggantikan" }).fill("bambang k")
  await page.getByRole("option", { name: /Bambang Kuncoro/ }).click()
  await page.getByRole("button", { name: "Tunjuk pengganti" }).click()
  await page.locator(".stands").getByRole("button", { name: "Akhiri" }).waitFor({ timeout: 30_000 })
  expect((await standing(chief, rw)).map(({ name }) => name)).toEqual(["Bambang Kuncoro"])
  await page.getByRole("button", { name: "Tunjuk pengganti lain" }).click()
  await page.getByText("Tidak ada pengganti").click()
  expect(await page.locator(".says").textContent()).toContain("Laporan langsung diteruskan ke Lurah.")
  await shoot(page, "head-standin-nobody")
  await forEverybody(chief, ".says")
  await page.getByRole("button", { name: "Tunjuk pengganti", exact: true }).click()
  await expect.poll(async () => (await standing(chief, rw)).map(({ away }) => away), { timeout: 30_000 }).toEqual([false, true])
})

test("a neighbour who types the address reads that it is not for them, and sees no name", async () => {
  const { page } = await town.visit("warga2")
  await page.locator(".choice").first().waitFor()
  for (const at of ["tugas", "tugas/pengganti"]) {
    await place(page, at, ".empty")
    expect(await page.locator(".empty").textContent()).toContain("Bukan untuk akun ini")
  }
  expect(await status(page, "standins?area=" + rt)).toBe(403)
  await shoot(page, "head-not-yours")
})
