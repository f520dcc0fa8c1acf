// Paper from a head's phone: codes of all houses, eight a page, that a reader reads and a lost sheet does not keep open; and forms with the fields of the declaration.
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Page } from "playwright-core"
import { readCode } from "./camera"
import { forEverybody, place, read, rt, shoot } from "./hands"
import { openTown, type Device, type Town } from "./town"

let town: Town
let head: Device
let chief: Device

beforeAll(async () => {
  town = await openTown()
  head = await town.visit("rt")
  chief = await town.visit("rw")
})
afterAll(async () => town?.close())

const invites = async (page: Page): Promise<{ id: string; kind: string }[]> => ((await read(page, "invites?area=" + rt)) as { invites: { id: string; kind: string }[] }).invites

/** How many pages of A4 come out of the printer. */
async function printed(page: Page): Promise<number> {
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1")
  return pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}

/** The paper itself, for eyes and readers: A4 at four points a millimetre. */
async function onPaper<T>(page: Page, work: () => Promise<T>): Promise<T> {
  const size = page.viewportSize()!
  await page.setViewportSize({ width: 794, height: 1123 })
  await page.emulateMedia({ media: "print" })
  try {
    return await work()
  } finally {
    await page.emulateMedia({ media: null })
    await page.setViewportSize(size)
  }
}

test("every house of the RT has its own code on paper, which any reader reads, eight a page", async () => {
  const { page, errors } = head
  await place(page, "tugas/cetak", "[type=radio]")
  const { houses } = (await read(page, "houses?area=" + rt)) as { houses: { area: string }[] }
  const button = page.getByRole("button", { name: `Buat ${houses.length} kode` })
  await button.waitFor()
  await shoot(page, "head-slips-begin")
  expect(await invites(page)).toEqual([])
  await page.getByLabel("Nomor telepon di lembar").fill("0812 0000 0001")
  const made: Record<string, string> = {}
  page.on("response", (answer) => {
    if (answer.request().method() === "POST" && answer.url().endsWith("/api/v1/invites")) void answer.json().then(({ invite }: { invite: { place: string; code: string } }) => (made[invite.place] = invite.code))
  })
  await button.click()
  const pages = Math.ceil(houses.length / 8)
  await page.getByRole("button", { name: `Cetak ${pages} halaman` }).waitFor({ timeout: 60_000 })
  await shoot(page, "head-slips-ready")
  await forEverybody(head, ".mini")
  expect(await printed(page)).toBe(pages)

  await onPaper(page, async () => {
    await shoot(page, "head-slips-paper")
    const codes = page.locator(".sheets .code")
    expect(await codes.count()).toBe(houses.length)
    for (const code of [codes.first(), codes.nth(7), codes.last()]) {
      const house = (await code.getAttribute("data-house"))!
      expect(await readCode(page, await code.screenshot())).toBe(`${town.url}/masuk#undangan/${made[house]}`)
    }
    const slip = (await page.locator(".sheets .slip").first().textContent())!
    for (const word of ["RT 03 RW 04", "Arahkan kamera HP ke kode.", "untuk 6 HP", "Slamet Raharjo, Ketua RT 03, 0812 0000 0001"]) expect(slip).toContain(word)
  })
  console.log(`     ${houses.length} houses, ${Object.keys(made).length} codes, ${pages} pages`)
  expect(Object.keys(made).sort()).toEqual(houses.map(({ area }) => area).sort())
  // The secrets are on paper alone.
  const kept = await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((open) => { const asked = indexedDB.open("jogotonggo"); asked.onsuccess = () => open(asked.result) })
    const shelf = (name: string) => new Promise<unknown[]>((done) => { const asked = db.transaction(name).objectStore(name).getAll(); asked.onsuccess = () => done(asked.result) })
    return JSON.stringify([await shelf("kept"), await shelf("outbox")])
  })
  for (const code of Object.values(made)) expect(kept).not.toContain(code)
  expect(errors).toEqual([])

  // A household gets in by what its slip says; then the sheet is lost, and every other code on it is void at once.
  const [house, code] = Object.entries(made).at(-1)!
  const family = await town.device("family")
  await family.page.goto(`${town.url}/masuk#undangan/${code}`)
  await family.page.getByLabel("Nama").fill("Ani")
  await family.page.getByRole("button", { name: "Masuk" }).click()
  await family.page.locator(".choice").first().waitFor()
  expect((await read(family.page, "me")).account.household).toBe(house)
  expect(await invites(page)).toHaveLength(houses.length)
  await page.getByRole("button", { name: "Batalkan semua kode" }).click()
  await page.locator("dialog").waitFor()
  await shoot(page, "head-slips-void")
  await page.locator("dialog").getByRole("button", { name: "Batalkan semua kode" }).click()
  await expect.poll(async () => (await invites(page)).length, { timeout: 60_000 }).toBe(0)
  await page.getByRole("button", { name: `Buat ${houses.length} kode` }).waitFor()
  const late = await family.page.evaluate((code) => fetch("/api/v1/invites/accept", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ code, name: "Budi" }) }).then(({ status }) => status), made[rt + "/H001"]!)
  expect(late).toBe(404)
  expect((await read(family.page, "me")).account.household).toBe(house)
}, 180_000)

test("cut off in the middle, what was made stays and the rest is made when the signal is back; houses with members are left out on wish", async () => {
  const { page, context } = head
  await place(page, "tugas/cetak", "[type=radio]")
  await page.reload()
  await page.getByText(/^Belum punya anggota/).click()
  const word = (await page.locator(".bar .main").textContent())!
  const wanted = Number(/\d+/.exec(word)![0])
  expect(wanted).toBeGreaterThan(2)
  let count = 0
  await page.route("**/api/v1/invites", (route) => (route.request().method() === "POST" && ++count === 3 ? route.abort() : route.continue()))
  await page.locator(".bar .main").click()
  await page.locator(".why").waitFor()
  expect(await page.locator(".bar .main").textContent()).toBe(`Lanjutkan, 2 dari ${wanted}`)
  await shoot(page, "head-slips-cut")
  await context.setOffline(true)
  await expect.poll(() => page.locator(".bar .main").isDisabled()).toBe(true)
  await context.setOffline(false)
  await page.locator(".bar .main:not([disabled])").click()
  await page.getByRole("button", { name: `Cetak ${Math.ceil(wanted / 8)} halaman` }).waitFor({ timeout: 60_000 })
  expect(await page.locator(".sheets .code").count()).toBe(wanted)
  expect((await invites(page)).filter(({ kind }) => kind === "house")).toHaveLength(wanted)
}, 120_000)

test("paper forms have every field of the declaration, each on one page, and survive a photocopy", async () => {
  const { page } = chief
  await place(page, "tugas/formulir", ".mini")
  await shoot(page, "head-forms")
  await forEverybody(chief, ".mini")
  type Listed = { name: string; moves: { name: string; opens: boolean; schema: { properties: Record<string, { title: string; "x-titles"?: Record<string, string> }> } }[] }
  const { services } = (await read(page, "services")) as { services: Listed[] }
  const titles = ["aid/request", "isolation/report", "arrival/register"].map((id) => {
    const [service, move] = id.split("/")
    // What paper has no place for: the house and the consent stand elsewhere on it, a photo nowhere.
    const { household: _, on_behalf: __, photo: ___, ...asked } = services.find(({ name }) => name === service)!.moves.find(({ name }) => name === move)!.schema.properties
    return Object.values(asked).flatMap((field) => [field.title, ...Object.values(field["x-titles"] ?? {})])
  })
  await onPaper(page, async () => {
    const forms = page.locator(".sheets .leaf")
    expect(await forms.count()).toBe(titles.length)
    const all = (await forms.allTextContents()).join("\n")
    for (const title of titles.flat()) expect(all).toContain(title)
    for (const i of titles.keys()) {
      await forms.nth(i).scrollIntoViewIfNeeded()
      if (process.env["JT_TEST_SHOTS"]) await forms.nth(i).screenshot({ path: `${process.env["JT_TEST_SHOTS"]}/head-form-${i}.png` })
    }
    // Black and white alone: nothing is said by a colour.
    const colours = await page.evaluate(() => [...new Set([...document.querySelectorAll<HTMLElement>(".sheets *")].flatMap((one) => { const s = getComputedStyle(one); return [s.color, s.backgroundColor] }))])
    expect(colours.filter((one) => !/^rgba?\((0, 0, 0|255, 255, 255)/.test(one))).toEqual([])
  })
  expect(await printed(page)).toBe(titles.length)
})
