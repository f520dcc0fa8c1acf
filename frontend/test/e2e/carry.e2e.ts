// A report without any signal leaves on another's phone: sealed, read by its camera, and there once, whoever sends first.
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { film, readCode } from "./camera"
import { forEverybody, onPhone, place, read, shoot } from "./hands"
import { openTown, type Device, type Town } from "./town"

let town: Town
let warga: Device
let rt: Device
let folder = ""
let codes: Buffer[] = []

beforeAll(async () => {
  town = await openTown()
  folder = await mkdtemp(join(tmpdir(), "jogotonggo-film-"))
})
afterAll(async () => {
  await town?.close()
  await rm(folder, { recursive: true, force: true })
})

const file = async ({ page }: Device, note: string) => {
  await place(page, "lapor/aid/request", ".pick")
  await page.getByText("Sembako", { exact: true }).click()
  await page.locator("textarea").fill(note)
  await page.getByRole("button", { name: "Kirim" }).click()
  await page.getByText("Tersimpan di HP, belum terkirim.").first().waitFor()
}

const codeOf = ({ page }: Device) => page.locator(".qr").screenshot()

test("a neighbour without a signal shows a report as a sealed code", async () => {
  warga = await town.visit("warga")
  const { page, context } = warga
  await page.locator(".choice.nila").first().waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await page.waitForFunction(async () => {
    const db = await new Promise<IDBDatabase>((open) => { const asked = indexedDB.open("jogotonggo"); asked.onsuccess = () => open(asked.result) })
    const kept = await new Promise<{ name: string }[]>((done) => { const asked = db.transaction("kept").objectStore("kept").getAll(); asked.onsuccess = () => done(asked.result) })
    db.close()
    return kept.some(({ name }) => name.endsWith("carry"))
  })
  await context.setOffline(true)
  await file(warga, "")
  await page.goto(town.url + "/#/antrean")
  await page.getByRole("button", { name: "Titip lewat HP Ketua RT" }).waitFor()
  await shoot(page, "carry-queue")
  await forEverybody(warga, ".queued")
  await page.getByRole("button", { name: "Titip lewat HP Ketua RT" }).click()
  await page.locator(".qr path").waitFor()
  await shoot(page, "carry-code")
  await forEverybody(warga, ".qr path")
  codes = [await codeOf(warga)]
  const text = (await readCode(page, codes[0]!)) ?? ""
  expect(text).toMatch(/^JT1\.1\.1\.[\w-]{6}\.[\w-]+$/)
  for (const word of ["sembako", "RW04", "aid"]) expect(Buffer.from(text.split(".")[4]!, "base64url").toString("latin1")).not.toContain(word)
})

test("the head's phone reads it with its camera, also without a signal, and keeps it unread", async () => {
  rt = await town.device("rt", undefined, await film(warga.page, codes, join(folder, "one.y4m")))
  await town.enter(rt, "rt")
  // The reader is fetched ahead while there is a signal; it must be the worker's by the time there is none.
  await rt.page.waitForFunction(async () => (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))).flat().some(({ url }) => url.includes("jsQR")))
  await rt.page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  const { page, context } = rt
  await context.setOffline(true)
  await page.goto(town.url + "/#/titip/baca")
  await page.getByText("Titipan tersimpan di HP ini").waitFor({ timeout: 20_000 })
  await shoot(page, "carry-read")
  await forEverybody(rt, ".queued")
  await page.getByRole("button", { name: "Lihat antrean" }).click()
  await page.getByText("Titipan tetangga, belum terkirim").waitFor()
  await shoot(page, "carry-carrier-queue")
  const [, queue] = JSON.parse(await onPhone(page)) as [unknown, unknown[]]
  expect(JSON.stringify(queue)).not.toMatch(/sembako|request|RW04/)
})

test("both phones find a signal at once: it arrives once, and each says so only then", async () => {
  await warga.page.goto(town.url + "/#/antrean")
  expect(await warga.page.locator(".queued").textContent()).toContain("belum ada jawaban")
  expect(await warga.page.getByRole("button", { name: "Tarik" }).count()).toBe(0)
  await Promise.all([warga, rt].map(({ context }) => context.setOffline(false)))
  await Promise.all([warga, rt].map(({ page }) => page.locator(".queued", { hasText: "terkirim" }).locator(".drum.done").waitFor({ timeout: 20_000 })))
  const { cases } = (await read(warga.page, "me/data")) as { cases: unknown[] }
  expect(cases).toHaveLength(1)
  const { cases: seen } = (await read(rt.page, "cases?area=33.74.08.1006/RW04/RT03&service=aid")) as { cases: unknown[] }
  expect(seen).toHaveLength(1)
})

test("a long report takes a few codes, read in turn", async () => {
  const { page, context } = warga
  await context.setOffline(true)
  await file(warga, "Beras untuk seminggu, juga susu balita. ".repeat(12))
  await page.goto(town.url + "/#/titip")
  await page.locator(".parts").waitFor()
  await shoot(page, "carry-codes")
  const of = Number(/dari (\d+)/.exec((await page.locator(".parts").textContent()) ?? "")![1])
  expect(of).toBeGreaterThan(1)
  const shown = new Map<string, Buffer>()
  while (shown.size < of) {
    const png = await codeOf(warga)
    const [, part] = (await readCode(page, png))?.split(".") ?? []
    if (part) shown.set(part, png)
  }
  await rt.kill()
  rt = await town.device("rt", undefined, await film(page, [...shown.values()], join(folder, "many.y4m")))
  await rt.page.goto(town.url + "/#/titip/baca")
  await rt.page.getByText("Titipan sudah terkirim").waitFor({ timeout: 20_000 })
  await shoot(rt.page, "carry-sent")
  await context.setOffline(false)
  await page.goto(town.url + "/#/antrean")
  await page.waitForFunction(() => document.querySelectorAll(".queued .drum.done").length === 2)
  const { cases } = (await read(page, "me/data")) as { cases: { data: { note: string } }[] }
  expect(cases).toHaveLength(2)
})

test("where no camera is allowed, a photo of the code does, and a foreign code is named", async () => {
  const other = await town.visit("tetangga")
  const { page } = other
  await place(page, "titip/baca", "label.button")
  await page.getByText("Kamera belum diizinkan.").waitFor()
  await shoot(page, "carry-blind")
  await forEverybody(other, "label.button")
  await page.locator("input[type=file]").setInputFiles({ name: "kode.png", mimeType: "image/png", buffer: codes[0]! })
  await page.getByText("Titipan sudah terkirim").waitFor()
  expect(((await read(page, "me/data")) as { cases: unknown[] }).cases).toHaveLength(0)
  expect([warga, rt, other].flatMap(({ errors }) => errors)).toEqual([])
})
