// The straight line, told by phones: asked without a network, killed in between, verified with one tap, closed by the household.
import { afterAll, beforeAll, expect, test } from "vitest"
import { openTown, type Device, type Town } from "./town"

let town: Town
let warga: Device
let rt: Device
let relawan: Device
let baru: Device
let id = ""

beforeAll(async () => {
  town = await openTown()
})
afterAll(async () => town?.close())

test("a neighbour asks for help without a network and has a number at once", async () => {
  warga = await town.device("warga")
  await town.enter(warga, "warga")
  const { page, context } = warga
  await page.locator(".choice.nila").first().waitFor()
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null || navigator.serviceWorker.ready.then(() => true))
  await page.getByText("Terhubung").waitFor() // the declarations have come: without them no form can be drawn
  await context.setOffline(true)
  await page.locator(".choice.nila", { hasText: "Butuh bantuan" }).click()
  await page.getByText("Sembako", { exact: true }).click()
  await page.getByRole("button", { name: "Tambah" }).click()
  await page.getByRole("button", { name: "Kirim" }).click()
  await page.getByText("Tersimpan di HP, belum terkirim.").first().waitFor()
  expect(await page.locator(".head").textContent()).toContain("H-1")
  expect(await page.locator("li[aria-current=step]").textContent()).toContain("Tersimpan di HP")
  id = page.url().split("/").pop()!
})

test("the app is killed offline; opened again it still has the report, and sends it exactly once", async () => {
  await warga.kill()
  warga = await town.device("warga")
  const { page, context } = warga
  await context.setOffline(true)
  await page.goto(town.url + "/")
  await page.getByText("Sembako, 2 orang").waitFor()
  expect(await page.locator(".strip").textContent()).toContain("1 laporan belum terkirim")
  await context.setOffline(false)
  await page.locator(".card .clock").waitFor()
  const mine = await page.evaluate(async () => (await (await fetch("/api/v1/me/data")).json()).cases)
  expect(mine.map((one: { id: string }) => one.id)).toEqual([id])
})

test("the head of the RT finds it in the inbox and answers with one tap, also without a network", async () => {
  rt = await town.device("rt")
  await town.enter(rt, "rt")
  const { page, context } = rt
  await page.getByRole("button", { name: "Benar" }).waitFor()
  expect(await page.locator(".first").textContent()).toContain("Sembako, 2 orang")
  await context.setOffline(true)
  await page.getByRole("button", { name: "Benar" }).click()
  await page.getByRole("button", { name: "Urungkan" }).click()
  await page.getByRole("button", { name: "Benar" }).click()
  await page.getByText("Tersimpan di HP, belum terkirim").waitFor()
  await rt.kill()
  rt = await town.device("rt")
  await rt.page.goto(town.url + "/")
  await rt.page.getByText("Belum ada yang menunggu").waitFor()
  await warga.page.goto(town.url + "/#/kasus/" + id)
  await warga.page.getByText(/^Benar, kata/).waitFor({ timeout: 20_000 })
})

test("a volunteer takes it, and the household's code closes it at the door", async () => {
  relawan = await town.device("relawan")
  await town.enter(relawan, "relawan")
  const { page } = relawan
  await page.locator(".rows .opener").first().click()
  await page.getByRole("button", { name: "Saya tangani" }).click()
  await page.getByRole("button", { name: "Berangkat" }).click()
  const plates = warga.page.locator(".code .digits .plate")
  await plates.first().waitFor()
  const code = (await plates.allTextContents()).join("")
  expect(code).toMatch(/^[0-9]{6}$/)
  await page.getByRole("button", { name: "Serah terima" }).click()
  await page.locator("dialog input.box").fill(code)
  await page.locator("dialog").getByRole("button", { name: "Serah terima" }).click()
  await warga.page.locator(".line .drum.done").waitFor()
  expect(await warga.page.locator(".code").count()).toBe(0)
})

test("a new household gets in by the code on its head's screen, and writes only a name", async () => {
  const { page } = rt
  await page.goto(town.url + "/#/rumah")
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.url().endsWith("/api/v1/invites")),
    page.locator(".rows .opener", { hasText: "No. 29" }).click(),
  ])
  await page.locator(".qr path").waitFor()
  const { invite } = (await answer.json()) as { invite: { code: string } }
  baru = await town.device("baru")
  await baru.page.goto(`${town.url}/masuk#undangan/${invite.code}`)
  await baru.page.getByLabel("Nama").fill("Yanti")
  await baru.page.getByRole("button", { name: "Masuk" }).click()
  await baru.page.getByText(/^Sugeng .*, Yanti$/).waitFor()
  await baru.page.locator(".choice", { hasText: "Butuh bantuan" }).waitFor()
})

test("no page broke its policy or threw", () => {
  expect([warga, rt, relawan, baru].flatMap(({ errors }) => errors)).toEqual([])
})
