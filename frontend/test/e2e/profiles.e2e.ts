// A family shares one phone: each files, waits and reads for themselves, with and without a network, and nothing goes under another's name.
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { command, forEverybody, onPhone, place, read, shoot } from "./hands"
import { openTown, type Device, type Town } from "./town"

const sri = "Sri Wahyuni"
const bambang = "Bambang Kuncoro"

let town: Town
let shared: Device
// Each one's own look from elsewhere: what really arrived, and under which name.
let elsewhere: Record<string, Page>

beforeAll(async () => {
  town = await openTown()
  shared = await town.device("keluarga")
  elsewhere = { [sri]: (await town.visit("warga")).page, [bambang]: (await town.visit("tetangga")).page }
})
afterAll(async () => town?.close())

type Case = { id: string; data: { note?: string } }
const notes = async (name: string) => ((await read(elsewhere[name]!, "me/data")) as { cases: Case[] }).cases.map(({ data }) => data.note).filter(Boolean).sort()

async function file(note: string): Promise<void> {
  const { page } = shared
  await place(page, "lapor/aid/request", ".form")
  await page.getByText("Sembako", { exact: true }).click()
  await page.locator("textarea").fill(note)
  await page.getByRole("button", { name: "Kirim", exact: true }).click()
  await page.waitForURL(/#\/kasus\//)
}

const row = (page: Page, name: string) => page.locator(".people .opener", { hasText: name })
const greeted = (page: Page, name: string) => page.locator("h1", { hasText: name.split(" ")[0]! }).waitFor()

async function hand(name: string): Promise<void> {
  const { page } = shared
  await place(page, "orang", ".people .opener")
  await row(page, name).click()
  await page.waitForURL((at) => at.pathname === "/" && at.hash === "")
  await greeted(page, name)
}

const active = async (page: Page) => ((await read(page, "me")) as { account: { name: string } }).account.name

test("a second person comes in without putting the first one out", async () => {
  await town.enter(shared, "warga")
  const { page } = shared
  await page.locator(".choice.nila").first().waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await page.getByRole("button", { name: "Menu", exact: true }).click()
  await page.getByRole("button", { name: "Ganti orang" }).click()
  await row(page, sri).waitFor()
  await page.getByRole("button", { name: "Tambah orang" }).click()
  await page.locator('[data-login="tetangga"]').click()
  await greeted(page, bambang)
  await place(page, "orang", ".people .opener")
  await row(page, bambang).filter({ hasText: "Sedang memakai" }).waitFor()
  await row(page, sri).filter({ hasText: "Ketuk untuk memakai" }).waitFor()
  await shoot(page, "profiles-people")
  await forEverybody(shared, ".people .opener")
  await hand(sri)
  await expect.poll(() => active(page)).toBe(sri)
})

test("without a network one files, hands the phone on, the other files: each queue is its own", async () => {
  const { page, context } = shared
  await page.locator(".empty, .card").first().waitFor()
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await context.setOffline(true)
  await file("Dari Sri")
  await hand(bambang)
  expect(await page.locator("main").textContent()).not.toContain("Sembako")
  await file("Dari Bambang")
  await place(page, "antrean", ".queued")
  expect(await page.locator(".queued").count()).toBe(1)
  await page.locator(".others", { hasText: sri + ": 1 laporan menunggu" }).waitFor()
  await shoot(page, "profiles-queue")
  await forEverybody(shared, ".others")
  await place(page, "orang", ".people .opener")
  await row(page, sri).filter({ hasText: "1 laporan menunggu" }).waitFor()
  await shoot(page, "profiles-waiting")
  expect([await notes(sri), await notes(bambang)]).toEqual([[], []])
})

test("with a network each arrives once and under its own name, the other's only when its owner has the phone", async () => {
  const { page, context } = shared
  const sent: string[] = []
  page.on("request", (request) => request.url().endsWith("/aid/request") && sent.push(request.headers()["x-account"] ?? ""))
  await context.setOffline(false)
  await expect.poll(() => notes(bambang), { timeout: 20_000 }).toEqual(["Dari Bambang"])
  expect(await notes(sri)).toEqual([])
  expect(await active(page)).toBe(bambang)
  await hand(sri)
  await expect.poll(() => notes(sri), { timeout: 20_000 }).toEqual(["Dari Sri"])
  expect(await notes(bambang)).toEqual(["Dari Bambang"])
  expect(new Set(sent).size).toBe(2)
})

test("neither sees the other's cases, pages or drafts, also not without a network", async () => {
  const { page, context } = shared
  const [mine] = ((await read(elsewhere[sri]!, "me/data")) as { cases: Case[] }).cases
  await place(page, "kasus/" + mine!.id, ".line")
  await place(page, "lapor/aid/request", ".form")
  await page.locator("textarea").fill("Setengah kalimat")
  await hand(bambang)
  await context.setOffline(true)
  await place(page, "lapor/aid/request", ".form")
  expect(await page.locator("textarea").inputValue()).toBe("")
  await page.goto(town.url + "/#/kasus/" + mine!.id)
  await page.getByText("Belum pernah dibuka di HP ini.").waitFor()
  await context.setOffline(false)
  await hand(sri)
  await place(page, "lapor/aid/request", ".form")
  expect(await page.locator("textarea").inputValue()).toBe("Setengah kalimat")
})

test("another tab follows at once, and neither acts under the wrong name", async () => {
  const { page, context } = shared
  await page.goto(town.url + "/#/beranda")
  const second = await context.newPage()
  await second.goto(town.url + "/#/beranda")
  await greeted(second, sri)
  await hand(bambang)
  await greeted(second, bambang)
  await second.close()
  // A tab that heard nothing: the server itself refuses to take its page for somebody else's.
  await page.evaluate(() => fetch("/api/v1/me/profiles").then((answer) => answer.json()).then(({ profiles }: { profiles: { active: boolean; account: { id: string } }[] }) =>
    fetch("/api/v1/me/profiles/switch", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ account: profiles.find((one) => !one.active)!.account.id }) })))
  expect(await active(page)).toBe(sri)
  await file("Bambang lagi")
  await expect.poll(() => notes(bambang), { timeout: 20_000 }).toEqual(["Bambang lagi", "Dari Bambang"])
  expect(await notes(sri)).toEqual(["Dari Sri"])
  expect(await active(page)).toBe(bambang)
})

test("handed on while the server is dead, it is the other's at once, and the server follows when it comes back", async () => {
  const { page } = shared
  await town.crash()
  await hand(sri)
  await file("Saat server mati")
  await town.revive()
  await page.reload()
  await expect.poll(() => notes(sri), { timeout: 40_000 }).toEqual(["Dari Sri", "Saat server mati"])
  expect(await active(page)).toBe(sri)
  expect((await notes(bambang)).length).toBe(2)
})

test("news for the other one asks to hand the phone on first, and then opens", async () => {
  const { page } = shared
  const { account } = (await read(elsewhere[bambang]!, "me")) as { account: { id: string } }
  const [his] = ((await read(elsewhere[bambang]!, "me/data")) as { cases: Case[] }).cases
  await page.goto(`${town.url}/#/untuk/${account.id}/kasus/${his!.id}`)
  await page.getByText(`Kabar ini untuk ${bambang}.`).waitFor()
  await shoot(page, "profiles-news")
  await row(page, bambang).click()
  await page.waitForURL((at) => at.hash === "#/kasus/" + his!.id)
  await page.locator(".line").waitFor()
  await page.goto(`${town.url}/#/untuk/${account.id}/kasus/${his!.id}`)
  await page.waitForURL((at) => at.hash === "#/kasus/" + his!.id)
})

test("a duty opens by its secret alone, and not without a network", async () => {
  const { page, context } = shared
  await town.enter(shared, "rt")
  await page.locator("main").first().waitFor()
  await hand(sri)
  await context.setOffline(true)
  await place(page, "orang", ".people .opener")
  const duty = row(page, "Bertugas")
  await duty.click()
  await page.locator("dialog input").fill("jogotonggo")
  await page.locator("dialog").getByRole("button", { name: "Buka", exact: true }).click()
  await page.getByText("Tugas perlu sinyal untuk dibuka.").waitFor()
  await context.setOffline(false)
  await page.locator("dialog input").fill("bukan ini")
  await page.locator("dialog").getByRole("button", { name: "Buka", exact: true }).click()
  await page.getByText("Kata sandi belum cocok.").waitFor()
  await shoot(page, "profiles-duty")
  await forEverybody(shared, "dialog input")
  expect(await active(page)).toBe(sri)
  await page.locator("dialog input").fill("jogotonggo")
  await page.locator("dialog").getByRole("button", { name: "Buka", exact: true }).click()
  await page.waitForURL((at) => at.hash === "")
  await expect.poll(() => active(page)).toBe("Slamet Raharjo")
})

test("signing out ends one alone, and never seems to without a network; the door shows who is left", async () => {
  const { page, context } = shared
  await page.getByRole("button", { name: "Menu", exact: true }).click()
  await context.setOffline(true)
  await page.getByRole("button", { name: "Keluar", exact: true }).click()
  await page.getByText("Keluar perlu sinyal.").waitFor()
  await context.setOffline(false)
  await page.getByRole("button", { name: "Keluar", exact: true }).click()
  await page.waitForURL((at) => at.pathname === "/masuk")
  await row(page, sri).waitFor()
  expect(await page.locator(".people .opener").count()).toBe(2)
  await shoot(page, "profiles-door")
  await forEverybody(shared, ".people .opener")
  await row(page, sri).click()
  await greeted(page, sri)
  expect(await onPhone(page)).not.toContain("Slamet")
})

test("signed out from elsewhere with a report waiting: it stays, and goes out when its owner comes in again", async () => {
  const { page, context } = shared
  await context.setOffline(true)
  await file("Sebelum dikeluarkan")
  await hand(bambang)
  const rt = (await town.visit("rt")).page
  const { account } = (await read(elsewhere[sri]!, "me")) as { account: { id: string } }
  const reset = await command(rt, `members/${account.id}/reset`, {})
  expect(reset.status).toBe(201)
  // The lost-phone way of a head: whoever redeems it is signed out everywhere else.
  expect((await command(elsewhere[sri]!, "invites/accept", { code: reset.body.invite.code, name: "Sri" })).status).toBe(200)
  await context.setOffline(false)
  await page.reload()
  await place(page, "orang", ".people .opener")
  await row(page, sri).filter({ hasText: "Perlu masuk lagi" }).filter({ hasText: "1 laporan menunggu" }).waitFor()
  await shoot(page, "profiles-gone")
  const kept = async () => (JSON.parse(await onPhone(page))[0] as { name: string }[]).map(({ name }) => name).filter((name) => name.startsWith(account.id))
  await expect.poll(kept).toEqual([account.id + "/left"])
  await row(page, sri).click()
  await page.locator('[data-login="warga"]').click()
  await greeted(page, sri)
  await expect.poll(() => notes(sri), { timeout: 20_000 }).toEqual(["Dari Sri", "Saat server mati", "Sebelum dikeluarkan"])
  expect((await notes(bambang)).length).toBe(2)
})

test("no page broke its policy or threw", () => {
  expect(shared.errors).toEqual([])
})
