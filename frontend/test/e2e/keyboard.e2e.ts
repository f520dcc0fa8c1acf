// Every flow by keyboard alone, the focus always in sight. The desk's drawers and the city's cards have walks of their own, the alarm its keys.
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { command, desktop, read, rt, wall } from "./hands"
import { focused, press, tabTo } from "./keys"
import { play } from "./scene"
import { openTown, type Device, type Town } from "./town"

let town: Town
let scene: Record<string, string> = {}
const devices = new Map<string, Device>()

async function device(as: string, size?: { width: number; height: number }): Promise<Device> {
  const known = devices.get(as)
  if (known) return known
  const made = await town.visit(as, size)
  devices.set(as, made)
  return made
}

beforeAll(async () => {
  town = await openTown({ JT_DEMO_NOW: "2026-11-23T10:30:00+07:00" })
  scene = await play(device)
})
afterAll(async () => town?.close())

/** That place on the screen of that person, begun anew. */
async function stand(as: string, at: string, sign: string): Promise<Page> {
  const { page } = await device(as)
  await page.goto("about:blank")
  await page.goto(town.url + at)
  await page.locator(sign).first().waitFor()
  return page
}

const gone = (page: Page) => page.locator("dialog").waitFor({ state: "detached" })

describe("on a phone", () => {
  test("from the home through a form with mistakes to a filed report", async () => {
    const page = await stand("tetangga", "/#/beranda", ".choice")
    await tabTo(page, /^Butuh bantuan/)
    await page.keyboard.press("Enter")
    await page.locator(".form").waitFor()
    expect((await focused(page)).tag).toBe("H1")
    await tabTo(page, /^Kirim$/)
    await page.keyboard.press("Enter")
    await page.locator(".why").first().waitFor()
    // The first field that needs something takes the focus.
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest(".field")?.querySelector(".why")?.textContent)).toBe("Pilih salah satu.")
    await page.keyboard.press("Space")
    await tabTo(page, /^Tambah$/)
    await page.keyboard.press("Enter")
    await tabTo(page, /^Kirim$/)
    await page.keyboard.press("Enter")
    await page.locator(".line").waitFor()
    expect((await focused(page)).tag).toBe("H1")
  })

  test("a sheet holds the focus, Escape closes it, and the focus goes back to what opened it", async () => {
    const page = await stand("tetangga", "/#/beranda", ".choice")
    await tabTo(page, /^Menu$/)
    await page.keyboard.press("Enter")
    await page.locator("dialog").waitFor()
    for (let i = 0; i < 6; i++) {
      await page.keyboard.press("Tab")
      const now = await focused(page)
      expect(now.inside || now.tag === "BODY").toBe(true)
    }
    await page.keyboard.press("Escape")
    await page.locator("dialog").waitFor({ state: "detached" })
    expect((await focused(page)).name).toBe("Menu")
  })

  test("a head answers from the inbox, and gives a reason in a sheet", async () => {
    const page = await stand("rt", "/#/", ".card.first")
    await tabTo(page, /^Belum sesuai$/)
    await page.keyboard.press("Enter")
    await page.locator("dialog .option").first().waitFor()
    await tabTo(page, /^Batalkan$/)
    await page.keyboard.press("Enter")
    await page.locator("dialog").waitFor({ state: "detached" })
    expect((await focused(page)).name).toBe("Belum sesuai")
    await page.keyboard.press("Shift+Tab")
    await tabTo(page, /^Belum sesuai/)
  })

  test("the alarm and the telephone numbers are one press away, without a hold", async () => {
    const page = await stand("tetangga", "/#/beranda", ".choice")
    await tabTo(page, /^DARURAT/)
    await page.keyboard.press("Enter")
    await page.waitForFunction(() => location.hash !== "#/beranda" || document.querySelector("dialog") !== null)
    await page.locator("h1").first().waitFor()
  })

  test("a report is taken back", async () => {
    const page = await stand("warga", "/#/kasus/" + scene["filed"], ".line .clock")
    await press(page, /^Tarik laporan/)
    await page.locator("dialog").waitFor()
    await press(page, /^Tarik laporan/)
    await gone(page)
    await expect.poll(async () => (await read(page, "cases/" + scene["filed"])).case.state).toBe("cancelled")
  })

  test("the family tells that all is as yesterday, and what differs", async () => {
    const page = await stand("warga", "/#/kabar", ".family")
    await press(page, /^Ada yang beda/)
    await page.locator("dialog .form").waitFor()
    await tabTo(page, /^Saturasi/)
    await page.keyboard.type("96")
    await press(page, /^Kirim|^Simpan/)
    await gone(page)
    await page.locator(".family", { hasText: "saturasi 96 %" }).waitFor()
  })

  test("who looked, what was agreed to, and back", async () => {
    const page = await stand("warga", "/#/data", ".facts")
    await press(page, /^Siapa yang melihat/)
    await page.waitForURL(/data\/siapa/)
    await page.locator("h1").waitFor()
    await press(page, /^Kembali/)
    await page.waitForURL(/#\/data$/)
  })

  test("a head shows the code of a house", async () => {
    const page = await stand("rt", "/#/rumah", ".rows .opener")
    await press(page, /No\. 29|29/, "Enter", 80)
    await page.locator(".qr path").waitFor()
  })

  test("a volunteer takes it, sets off, and hands it over with the code of the household", async () => {
    const id = (await command((await device("tetangga")).page, "aid/request", { area: rt, need: "lain", people: 2 })).body.case.id
    expect((await command((await device("rt")).page, "aid/verify", { case: id })).status).toBe(200)
    const page = await stand("relawan", "/#/kasus/" + id, ".bar .main")
    await press(page, /^Saya tangani/)
    await page.locator(".bar", { hasText: "Berangkat" }).waitFor()
    await press(page, /^Berangkat/)
    await page.locator(".bar", { hasText: "Serah terima" }).waitFor()
    await expect.poll(async () => (await read(page, "cases/" + id)).case.state).toBe("dispatched")
    const { case: own } = await read((await device("tetangga")).page, "cases/" + id)
    await press(page, /^Serah terima/)
    await page.locator("dialog input").first().waitFor()
    await tabTo(page, /Kode/)
    await page.keyboard.type(String(own.data.hand_over_code))
    await press(page, /^Serah terima/)
    await gone(page)
    await expect.poll(async () => (await read(page, "cases/" + id)).case.state).toBe("closed")
  })

  test("a household comes in by its code", async () => {
    const { invite } = (await (await device("rt")).page.evaluate(async (house) => (await fetch("/api/v1/invites", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ house }) })).json(), rt + "/H031")) as { invite: { code: string } }
    const fresh = await town.device("fresh")
    await fresh.page.goto(`${town.url}/masuk#undangan/${invite.code}`)
    await fresh.page.getByLabel("Nama").waitFor()
    await tabTo(fresh.page, /^Nama/)
    await fresh.page.keyboard.type("Yanti")
    await fresh.page.keyboard.press("Enter")
    await fresh.page.getByText(/^Sugeng .*, Yanti$/).waitFor()
    await fresh.kill()
  })
})

describe("on desks and walls", () => {
  test("the puskesmas begins an isolation", async () => {
    const head = (await device("rt")).page
    const id = (await command(head, "isolation/report", { area: rt, household: rt + "/H013", on_behalf: { consent: "spoken" }, who: "Bu Tatik", since: "2026-11-20", breathless: false })).body.case.id
    expect((await command(head, "isolation/verify", { case: id })).status).toBe(200)
    const { page } = await device("nakes", desktop)
    await page.locator(".queue tbody tr", { hasText: "Bu Tatik" }).waitFor()
    while (!(await page.locator(".queue .chosen", { hasText: "Bu Tatik" }).count())) await page.keyboard.press("j")
    await page.locator(".doing .main", { hasText: "Mulai isolasi" }).waitFor()
    await page.keyboard.press("s")
    await page.locator("dialog .form").waitFor()
    await tabTo(page, /Konfirmasi/)
    await page.keyboard.press("Space")
    await press(page, /^Mulai isolasi/)
    await gone(page)
    await expect.poll(async () => (await read(page, "cases/" + id)).case.state).toBe("isolating")
  })

  test("a lurah goes down to an RT and back, and through the menu", async () => {
    const { page } = await device("lurah", wall)
    await page.locator(".tile").first().waitFor()
    await press(page, /RT 0?3.*RW 0?4|RW 0?4.*RT 0?3/, "Enter", 90)
    await page.locator(".rt > ul li").first().waitFor()
    await press(page, /^Tutup/, "Enter", 90)
    await page.locator(".rt > ul li").first().waitFor({ state: "detached" })
    await press(page, /^Menu/, "Enter", 90)
    await page.locator("dialog").waitFor()
    await page.keyboard.press("Escape")
    await gone(page)
  })

  test("a city breaks a glass only with a reason", async () => {
    const { page } = await device("kota", wall)
    await page.locator(".card").first().waitFor()
    await press(page, /^Buka data RT/, "Enter", 60)
    await page.locator("dialog .form").waitFor()
    await tabTo(page, /^Buka/)
    await page.keyboard.press("Enter")
    await page.locator("dialog .why").first().waitFor()
    expect((await focused(page)).inside).toBe(true)
    await page.keyboard.press("Escape")
    await gone(page)
  })

  test("no page broke its policy or threw", () => {
    expect([...devices.values()].flatMap(({ errors }) => errors)).toEqual([])
  })
})
