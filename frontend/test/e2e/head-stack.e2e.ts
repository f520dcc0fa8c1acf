// A stack of paper, typed by whoever has a phone: by keyboard alone, without a signal, past a killed app and a dead server; every sheet arrives once.
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Page } from "playwright-core"
import { forEverybody, place, read, rt, shoot } from "./hands"
import { openTown, type Device, type Town } from "./town"

let town: Town
let head: Device
let kader: Device

beforeAll(async () => {
  town = await openTown()
  head = await town.visit("rt")
  kader = await town.visit("kader")
  for (const { page } of [head, kader]) await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
})
afterAll(async () => town?.close())

type Filed = { id: string; service: string; state: string }
const filed = async (page: Page, service = "aid", area = rt): Promise<Filed[]> => ((await read(page, `cases?area=${area}&service=${service}&limit=200`)) as { cases: Filed[] }).cases

/** Hands on a keyboard: nothing is touched, and every key counts. */
function keyboard(page: Page) {
  let keys = 0
  return {
    async press(...names: string[]) {
      for (const name of names) {
        keys++
        await page.keyboard.press(name)
      }
    },
    /** How many keys since it was asked last. */
    count: () => { const n = keys; keys = 0; return n },
  }
}

/** Tab until that has the focus; every stop on the way shows its ring. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press("Tab")
    const at = await page.evaluate(() => {
      const it = document.activeElement as HTMLElement
      const ring = getComputedStyle(it.matches("input.unseen") ? it.closest("label")! : it)
      return { name: it.textContent?.trim() ?? "", page: it === document.body, ring: ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 3 }
    })
    if (at.page) continue
    expect([at.name, at.ring]).toEqual([at.name, true])
    if (at.name === name) return
  }
  throw new Error("no way by keyboard to " + name)
}

const house = (page: Page) => page.getByRole("combobox", { name: "Nomor rumah" })
const focusIsAtTheHouse = (page: Page) => expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("combobox")
const counter = (page: Page) => page.locator(".head [role=status]").textContent()
const says = (page: Page, words: string) => expect.poll(() => counter(page), { timeout: 30_000 }).toBe(words)

/** The number of a house, food, so many people, saved: one sheet. */
async function sheet(hands: ReturnType<typeof keyboard>, page: Page, number: string, people: string): Promise<number> {
  await focusIsAtTheHouse(page)
  hands.count()
  await hands.press(...number, "Enter", "Space", "Tab", people, "Enter")
  return hands.count()
}

test("what holds for the whole stack is asked once; then a sheet is a handful of keys, also without a signal", async () => {
  const { page, context } = head
  await place(page, "tugas", ".rows .opener")
  await page.getByRole("button", { name: /^Isi dari kertas/ }).click()
  await page.getByRole("button", { name: "Mulai mengisi" }).waitFor()
  expect(await page.getByLabel("Tertulis").isChecked()).toBe(true)
  await page.getByText("Butuh bantuan", { exact: true }).click()
  await shoot(page, "head-stack-before")
  await tabTo(page, "Mulai mengisi")
  await page.keyboard.press("Enter")
  await focusIsAtTheHouse(page)
  await page.keyboard.type("2")
  await page.getByRole("option").first().waitFor()
  await shoot(page, "head-stack-house")
  await page.keyboard.press("Backspace")
  await context.setOffline(true)
  const hands = keyboard(page)
  const keys = [await sheet(hands, page, "12", "3"), await sheet(hands, page, "4", "2")]
  await says(page, "2 lembar tersimpan, 0 terkirim")
  await tabTo(page, "Tarik")
  await tabTo(page, "Selesai, tumpukan habis")
  console.log(`     by keyboard: ${keys.join(" and ")} keys a sheet, the number of the house among them`)
  expect(Math.max(...keys)).toBeLessThanOrEqual(7)
  await shoot(page, "head-stack-next")
  await page.locator(".scroll").evaluate((it) => it.scrollTo(0, it.scrollHeight))
  await shoot(page, "head-stack-list")
})

test("by thumb a sheet is five taps and the number; the app is killed with a half typed one, and goes on there", async () => {
  const { page } = head
  let taps = 0
  const tap = async (what: ReturnType<Page["locator"]>) => { taps++; await what.tap() }
  await tap(house(page))
  await house(page).fill("15")
  await tap(page.getByRole("option").first())
  await tap(page.getByText("Obat", { exact: true }))
  await tap(page.getByRole("button", { name: "Tambah" }))
  await tap(page.getByRole("button", { name: "Simpan dan berikutnya" }))
  await says(page, "3 lembar tersimpan, 0 terkirim")
  console.log(`     by thumb: ${taps} taps and two digits a sheet`)
  expect(taps).toBeLessThanOrEqual(5)
  await house(page).fill("6")
  await page.keyboard.press("Enter")
  await page.getByText("Air bersih", { exact: true }).click()
  await head.kill()
  head = await town.device("rt")
  await head.context.setOffline(true)
  await head.page.goto(town.url + "/#/tugas/kertas")
  await says(head.page, "3 lembar tersimpan, 0 terkirim")
  expect(await house(head.page).inputValue()).toBe("Gang Anggrek No. 6")
  expect(await head.page.getByLabel("Air bersih").isChecked()).toBe(true)
  await head.page.getByRole("button", { name: "Simpan dan berikutnya" }).click()
  await says(head.page, "4 lembar tersimpan, 0 terkirim")
  expect(await head.page.locator(".rows li").first().textContent()).toContain("Air bersih, 1 orang")
})

test("the same sheet twice is asked about; a sheet is put right or taken back where it stands", async () => {
  const { page } = head
  const hands = keyboard(page)
  await sheet(hands, page, "4", "2")
  await page.locator("dialog", { hasText: "Sudah diisi tadi, tetap simpan?" }).waitFor()
  await shoot(page, "head-stack-twice")
  await page.keyboard.press("Escape")
  await page.locator("dialog").waitFor({ state: "detached" })
  // What was typed stays; with one more at the table it is another sheet.
  expect(await house(page).inputValue()).toBe("Gang Anggrek No. 4")
  await page.getByRole("button", { name: "Simpan dan berikutnya" }).click()
  await page.locator("dialog").getByRole("button", { name: "Tetap simpan" }).click()
  await says(page, "5 lembar tersimpan, 0 terkirim")
  await page.locator(".rows li", { hasText: "Obat" }).getByRole("button", { name: "Ubah" }).click()
  await page.getByText("Memperbaiki lembar Gang Anggrek No. 15").waitFor()
  expect(await page.getByLabel("Obat").isChecked()).toBe(true)
  await shoot(page, "head-stack-mending")
  await page.getByText("Popok dan susu", { exact: true }).click()
  await page.getByRole("button", { name: "Simpan perbaikan" }).click()
  await page.locator(".rows li", { hasText: "Popok" }).waitFor()
  await page.locator(".rows li").first().getByRole("button", { name: "Tarik" }).click()
  await says(page, "4 lembar tersimpan, 0 terkirim")
  await forEverybody(head, ".queued")
})

test("with the signal back all of it arrives once, for its house, with the consent that was written down", async () => {
  const { page, context } = head
  const before = (await filed(kader.page)).length
  await context.setOffline(false)
  await says(page, "4 lembar tersimpan, 4 terkirim")
  const cases = await filed(page)
  expect(cases.length - before).toBe(4)
  const details = await Promise.all(cases.slice(0, 4).map(({ id }) => read(page, "cases/" + id))) as { case: { household: string; data: Record<string, unknown> } }[]
  expect(details.map(({ case: { data } }) => [data["need"], data["on_behalf"]]).sort()).toEqual([["air", "written"], ["popok", "written"], ["sembako", "written"], ["sembako", "written"]])
  expect(new Set(details.map(({ case: { household } }) => household)).size).toBe(4)
  expect(head.errors).toEqual([])
})

test("the server dies in the middle of the stack; what it refuses is put right at its field", async () => {
  const { page } = head
  await page.getByRole("button", { name: /Ubah$/ }).first().click()
  await page.getByText("Ada yang sakit", { exact: true }).click()
  await page.getByText("Lisan", { exact: true }).click()
  await page.getByRole("button", { name: "Lanjutkan mengisi" }).click()
  await focusIsAtTheHouse(page)
  await page.getByRole("button", { name: "Simpan dan berikutnya" }).click()
  expect(await page.locator(".finder .why").textContent()).toContain("Ketik nomor rumah")
  await house(page).fill("8")
  await page.keyboard.press("Enter")
  await page.getByRole("button", { name: "Simpan dan berikutnya" }).click()
  await page.locator(".form .why").first().waitFor()
  await shoot(page, "head-stack-missing")
  await town.crash()
  const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel("Sejak kapan?").fill(tomorrow)
  await page.locator(".toggle", { hasText: "Sesak napas?" }).getByText("Tidak", { exact: true }).click()
  await page.getByRole("button", { name: "Simpan dan berikutnya" }).click()
  await says(page, "5 lembar tersimpan, 4 terkirim")
  await focusIsAtTheHouse(page)
  await town.revive()
  await page.locator(".rows li", { hasText: "Perlu diperbaiki" }).getByRole("button", { name: "Perbaiki" }).click({ timeout: 90_000 })
  await page.locator(".form .why").first().waitFor()
  expect(await page.locator(".form .field.bad").textContent()).toContain("Sejak kapan?")
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest(".field")?.textContent)).toContain("Sejak kapan?")
  await shoot(page, "head-stack-refused")
  await page.getByLabel("Sejak kapan?").fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10))
  await page.getByRole("button", { name: "Simpan perbaikan" }).click()
  await says(page, "5 lembar tersimpan, 5 terkirim")
  expect((await filed(page, "isolation"))[0]?.state).toBe("filed")
  // A red sign on paper is as red as one told by phone, and help must go to that house.
  await house(page).fill("20")
  await page.keyboard.press("Enter")
  await page.getByLabel("Sejak kapan?").fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10))
  await page.locator(".toggle", { hasText: "Sesak napas?" }).getByText("Ya", { exact: true }).click()
  await page.getByRole("button", { name: "Simpan dan berikutnya" }).click()
  await page.locator(".redsign").waitFor()
  expect(decodeURIComponent((await page.locator("a[href^=sms]").getAttribute("href"))!)).toContain("Tolong ke RT 03 RW 04, Gang Anggrek No. 20.")
  await page.getByRole("button", { name: "Sudah ditangani, kembali" }).click()
  await says(page, "6 lembar tersimpan, 6 terkirim")
  expect(await house(page).inputValue()).toBe("")
  await page.getByRole("button", { name: "Selesai, tumpukan habis" }).click()
  await page.getByRole("button", { name: /^Isi dari kertas/ }).click()
  await page.getByRole("button", { name: "Mulai mengisi" }).waitFor()
}, 180_000)

test("a kader writes for any RT of the RW", async () => {
  const { page } = kader
  await place(page, "beranda", ".opener")
  await page.getByRole("button", { name: /^Urusan RW 04/ }).click()
  await page.getByRole("button", { name: /^Isi dari kertas/ }).click()
  await page.getByLabel("Untuk RT").selectOption({ label: "RT 05 RW 04" })
  await page.getByRole("button", { name: "Mulai mengisi" }).click()
  await focusIsAtTheHouse(page)
  await page.keyboard.type("1")
  const first = page.getByRole("option").first()
  await first.waitFor()
  await page.keyboard.press("ArrowDown")
  expect(await page.getByRole("option", { selected: true }).count()).toBe(1)
  await page.keyboard.press("Enter")
  await page.getByText("Sembako", { exact: true }).click()
  await page.getByRole("button", { name: "Simpan dan berikutnya" }).click()
  await says(page, "1 lembar tersimpan, 1 terkirim")
  expect((await filed(page, "aid", "33.74.08.1006/RW04/RT05"))[0]?.state).toBe("filed")
})
