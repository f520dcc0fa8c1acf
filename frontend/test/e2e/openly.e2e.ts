// What everybody may read of a kelurahan: a month of a real town, its page on a phone, a desk and paper, and the proof of its log.
import { mkdir, writeFile } from "node:fs/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { seenByAll } from "./eyes"
import { command, desktop, rt, shoot } from "./hands"
import { openTown, type Device, type Town } from "./town"

const code = "33.74.08.1006"
const settings: Record<string, string> = { JT_DEMO_NOW: "2026-10-12T09:00:00+07:00" }

let town: Town
let nobody: Device

const done = async (answer: Promise<{ status: number; body: unknown }>): Promise<void> => {
  const { status, body } = await answer
  expect([status < 300, status < 300 || body]).toEqual([true, true])
}

/** Six households ask, their head says it is true, a volunteer brings it, five say that it came. */
async function october(): Promise<void> {
  const at = async (login: string) => (await town.visit(login)).page
  const [warga, head, relawan] = [await at("warga"), await at("rt"), await at("relawan")]
  for (let i = 0; i < 6; i++) {
    const { body } = await command(warga, "aid/request", { area: rt, need: "sembako", people: 3 })
    const id = body.case.id as string
    await done(command(head, "aid/verify", { case: id }))
    await done(command(relawan, "aid/claim", { case: id }))
    await done(command(relawan, "aid/dispatch", { case: id }))
    await done(command(relawan, "aid/hand_over", { case: id }))
    if (i < 5) await done(command(warga, "aid/confirm", { case: id }))
  }
}

beforeAll(async () => {
  town = await openTown(settings)
  await october()
  await town.crash()
  settings["JT_DEMO_NOW"] = "2026-11-23T10:30:00+07:00"
  await town.revive()
  nobody = await town.device("nobody")
}, 120_000)
afterAll(async () => town?.close())

test("a month is told in four figures to somebody who never signed in", async () => {
  const { page } = nobody
  await page.goto(`${town.url}/terbuka#${code}`)
  await page.getByRole("heading", { name: "Kelurahan Tegalsari" }).waitFor()
  await page.getByRole("heading", { name: "Bantuan pada Oktober 2026" }).waitFor()
  const figures = await page.locator(".figures li b").allTextContents()
  expect(figures[0]).toBe("6")
  expect(figures[3]).toMatch(/^≥\d+$/)
  await seenByAll(page)
  await shoot(page, "terbuka-360")
  expect(nobody.errors).toEqual([])
  const wide = await town.device("nobody-wide", desktop)
  await wide.page.goto(`${town.url}/terbuka#${code}`)
  await wide.page.locator(".proof svg path").waitFor()
  await shoot(wide.page, "terbuka-1366")
})

test("it fits on one sheet of A4", async () => {
  const { page } = nobody
  const paper = await page.pdf({ format: "A4", preferCSSPageSize: true })
  expect(paper.toString("latin1").match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1)
  const shots = process.env["JT_TEST_SHOTS"]
  if (shots) {
    await mkdir(shots, { recursive: true })
    await writeFile(shots + "/terbuka.pdf", paper)
    await page.emulateMedia({ media: "print" })
    await page.setViewportSize({ width: 794, height: 1123 })
    await shoot(page, "terbuka-print")
    await page.emulateMedia({ media: null })
  }
})

test("a phone with the app opens the page, not the app; a kelurahan that is not here says so", async () => {
  const { page } = await town.visit("tetangga")
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await page.goto(`${town.url}/terbuka#${code}`)
  await page.getByRole("heading", { name: "Kelurahan Tegalsari" }).waitFor()
  await page.goto(`${town.url}/terbuka#31.71.01.1001`)
  await page.getByText("Kelurahan ini belum ada di sini.").waitFor()
  await page.getByLabel("Kode kelurahan").fill(code)
  await page.getByRole("button", { name: "Buka" }).click()
  await page.getByRole("heading", { name: "Kelurahan Tegalsari" }).waitFor()
})
