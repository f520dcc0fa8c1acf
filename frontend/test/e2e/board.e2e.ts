// The walls: a lobby's screen that knows no case, a city per thousand households, and a lurah's wall whose server is killed.
import { afterAll, beforeAll, expect, test } from "vitest"
import { boardHash } from "../../src/core/hash"
import { readByAll } from "./eyes"
import { command, read, rt, shoot, status, wall } from "./hands"
import { openTown, type Device, type Town } from "./town"

const kelurahan = "33.74.08.1006"

let town: Town
let lurah: Device
let warga: Device

beforeAll(async () => {
  town = await openTown()
  lurah = await town.visit("lurah", wall)
  warga = await town.visit("warga")
})
afterAll(async () => town?.close())

const canary = "kenari-tujuh"

test("a lobby's screen comes in by a link, once, and shows offices and totals", async () => {
  const { page } = lurah
  await page.locator(".tile").first().waitFor()
  await page.locator(".boardhead .round").click()
  await page.getByRole("button", { name: "Layar lobi" }).click()
  await page.getByRole("button", { name: "Buat tautan layar" }).click()
  const link = (await page.locator(".openstrip .link").textContent())!
  await page.locator(".screens li", { hasText: "Menunggu layar" }).waitFor()
  expect((await command(warga.page, "aid/request", { area: rt, need: "sembako", people: 4, note: canary })).status).toBe(201)

  const lobby = await town.device("lobby", wall)
  await lobby.page.goto(link)
  await lobby.page.locator(".lobby .tile").first().waitFor()
  expect(await lobby.page.locator(".tile").count()).toBe(60)
  expect(await lobby.page.locator(".tile.ready").count()).toBe(60)
  await lobby.page.locator(".status", { hasText: "Langsung" }).waitFor()
  expect(new URL(lobby.page.url()).hash).toBe("#lobi")
  for (const path of ["me", "board?area=" + kelurahan, "cases", "log?area=" + kelurahan, "figures?area=" + kelurahan]) expect([path, await status(lobby.page, path)]).toEqual([path, 403])
  const shown = (await lobby.page.locator("body").textContent())!
  for (const word of [canary, "Kuning", "Merah", "sembako", "laporan berjalan"]) expect(shown).not.toContain(word)
  await shoot(lobby.page, "lobi")
  await readByAll(lobby.page)

  // A head who is away is stood in for; the screen says so by itself, and a second screen is not let in.
  const head = await town.visit("rt")
  expect((await command(head.page, "member/stand_in", { area: rt })).status).toBe(201)
  await lobby.page.reload()
  await lobby.page.locator(`.tile.deputy[data-area="${rt}"]`).waitFor()
  const second = await town.device("second", wall)
  await second.page.goto(link)
  await second.page.getByText("Tautan layar tidak berlaku").waitFor()
  // Taken down by the lurah, it goes dark and says to whom one turns.
  await page.getByRole("button", { name: "Tutup" }).last().click()
  await page.locator(".boardhead .round").click()
  await page.getByRole("button", { name: "Layar lobi" }).click()
  await page.locator(".screens .button").first().click()
  await page.getByText("Belum ada layar.").waitFor()
  await lobby.page.getByText("Layar ini sudah dilepas").waitFor({ timeout: 30_000 })
  await page.keyboard.press("Escape")
  expect([...lobby.errors, ...second.errors]).toEqual([])
  await Promise.all([lobby, second, head].map((one) => one.kill()))
}, 120_000)

test.each(["kota", "camat"])("%s reads per thousand households, never an RT, in any order, by keyboard", async (login) => {
  const device = await town.visit(login, wall)
  const { page } = device
  await page.locator("a.card").first().waitFor()
  expect(await page.locator("a.card").count()).toBe(7)
  expect((await page.locator("main").textContent())!).not.toMatch(/\b(RT|RW) \d/)
  // A small number is a number of reports; a rate stands where there is something to divide.
  await page.locator(".card", { hasText: /<5\s*laporan/ }).first().waitFor()
  for (const need of ["sembako", "obat", "air", "popok", "makan"]) expect((await command(warga.page, "aid/request", { area: rt, need, people: 1 })).status).toBe(201)
  await page.locator(".card", { hasText: "Tegalsari" }).filter({ hasText: "per 1.000 rumah" }).waitFor()
  await page.locator(".sort select").selectOption("name")
  expect(await page.locator(".card header b").allTextContents()).toEqual(["Candi", "Jatingaleh", "Jomblang", "Kaliwiru", "Karanganyar Gunung", "Tegalsari", "Wonotingal"])
  await page.locator(".card").first().focus()
  await page.keyboard.press("ArrowRight")
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Jatingaleh")
  await shoot(page, login)
  await readByAll(page)
  expect(device.errors).toEqual([])
  await device.kill()
})

test("its server killed, a wall says so and keeps its figures; back again it heals and proves itself", async () => {
  const { page } = lurah
  await page.locator(".status", { hasText: "Langsung" }).waitFor()
  const before = await page.locator(".counters dd").allTextContents()
  await town.crash()
  await page.locator(".status.partial", { hasText: "Kabar terakhir" }).waitFor()
  expect(await page.locator(".counters dd").allTextContents()).toEqual(before)
  await page.locator(".counters dt", { hasText: /, per \d\d\.\d\d/ }).first().waitFor()
  await shoot(page, "papan-tanpa-server")
  await town.revive()
  await page.locator(".status", { hasText: "Langsung" }).waitFor({ timeout: 40_000 })
  const fresh = await read(page, "board?area=" + kelurahan)
  expect(await boardHash(fresh)).toBe(fresh.hash)
  await expect.poll(() => page.locator(".status").getAttribute("data-proof"), { timeout: 20_000 }).toBe(fresh.hash)
  await shoot(page, "papan-pulih")
}, 120_000)

test("a wall whose lid was shut for a while dials anew when it is opened, and not for a moment", async () => {
  const device = await town.device("sleeper", wall)
  const { page } = device
  await page.clock.install()
  await town.enter(device, "lurah")
  await page.locator(".status", { hasText: "Langsung" }).waitFor()
  let dialled = 0
  page.on("websocket", () => dialled++)
  await page.clock.fastForward(3000)
  await page.clock.runFor(2000)
  expect(dialled).toBe(0)
  const again = page.waitForEvent("websocket")
  await page.clock.fastForward(60_000)
  await page.clock.runFor(1000)
  await again
  await page.locator(".status", { hasText: "Langsung" }).waitFor()
  expect(dialled).toBe(1)
  expect(device.errors).toEqual([])
  await device.kill()
}, 60_000)

test("a wall left open across an upgrade misses a piece of its own build, and comes back by itself in the new one", async () => {
  const device = await town.device("old-wall", wall)
  const { page } = device
  let opened = 0
  page.on("request", (request) => void (request.isNavigationRequest() && new URL(request.url()).pathname === "/papan" && opened++))
  // What the first document asks for has the name of another build.
  await page.route(/assets\/City-/, (route) => route.continue(opened > 1 ? {} : { url: route.request().url().replace(/-.{8}(\.\w+)$/, "-0ld_8uil$1") }))
  await town.enter(device, "kota")
  await page.locator("a.card").first().waitFor()
  expect(opened).toBe(2)
  expect(device.errors).toEqual([])
  await device.kill()
})

test("the lurah's own phone begins with one screen; the map is one tap away, and back", async () => {
  const device = await town.device("lurah-phone")
  await town.enter(device, "lurah")
  const { page } = device
  await page.goto(town.url + "/papan")
  await page.locator(".summary .counters").waitFor()
  expect((await page.locator(".summary").textContent())!).toContain("Tidak ada yang menunggu Lurah.")
  await shoot(page, "lurah-hp")
  await readByAll(page)
  await page.getByRole("button", { name: "Peta RT" }).click()
  await page.locator(".tile").first().waitFor()
  await page.getByRole("button", { name: "Ringkasan" }).click()
  await page.locator(".summary").waitFor()
  expect(device.errors).toEqual([])
  await device.kill()
})
