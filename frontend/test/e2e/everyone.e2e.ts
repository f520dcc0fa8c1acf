// For everyone: every screen in every listed state, in three themes, under axe; thumbs, large letters, keyboard, stillness, and forced colours.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { largeText, readByAll, seenByAll, still } from "./eyes"
import { command, rt, shoot } from "./hands"
import { places, type Place } from "./places"
import { openTown, type Device, type Town } from "./town"

let town: Town
const scene: Record<string, string> = {}
const devices = new Map<string, Device>()
let looked = 0

async function device({ as, size }: Place): Promise<Device> {
  const key = `${as || "nobody"}-${size?.width ?? 360}`
  const known = devices.get(key)
  if (known) return known
  const made = await town.device(key, size)
  if (as) await town.enter(made, as)
  devices.set(key, made)
  return made
}

/** What a household, its head and a volunteer have going on: one waits, one is on its way, one is ill. */
async function play(): Promise<void> {
  const as = (login: string) => device({ as: login, at: "", sign: "" })
  const [warga, head, helper] = [await as("warga"), await as("rt"), await as("relawan")]
  const ask = async (by: Device, move: string, body: object) => {
    const answer = await command(by.page, move, body)
    expect([move, answer.status < 300, answer.body.detail]).toEqual([move, true, undefined])
    return answer.body.case.id as string
  }
  const coming = (scene["coming"] = await ask(warga, "aid/request", { area: rt, need: "obat", people: 2 }))
  await ask(head, "aid/verify", { case: coming })
  await ask(helper, "aid/claim", { case: coming })
  await ask(helper, "aid/dispatch", { case: coming })
  await ask(head, "aid/verify", { case: await ask(warga, "aid/request", { area: rt, need: "popok", people: 1 }) })
  const ill = (scene["ill"] = await ask(warga, "isolation/report", { area: rt, who: "Pak Joko", since: "2026-11-20", breathless: false, temp_c: 38.4 }))
  await ask(head, "isolation/verify", { case: ill })
  const nakes = await device({ as: "nakes", at: "", sign: "", size: { width: 1366, height: 768 } })
  await ask(nakes, "isolation/start", { case: ill, class: "confirmed" })
  scene["filed"] = await ask(warga, "aid/request", { area: rt, need: "sembako", people: 4 })
}

beforeAll(async () => {
  // Inside everybody's hours, so that clocks run.
  town = await openTown({ JT_DEMO_NOW: "2026-11-23T10:30:00+07:00" })
  await play()
})
afterAll(async () => town?.close())

const name = ({ as, at, state }: Place) => `${at}${state ? ", " + state : ""} (${as || "nobody"})`

async function stand(place: Place): Promise<Device> {
  const one = await device(place)
  const { page, context } = one
  await context.setOffline(false)
  await page.goto("about:blank")
  await page.goto(town.url + place.at.replace(/\{(\w+)\}/g, (_, of: string) => scene[of]!))
  await page.locator("h1, main, #app > *").first().waitFor()
  await place.act?.(page, one)
  await page.locator(place.sign).first().waitFor()
  await still(page)
  return one
}

describe.each([...new Set(places.map(({ as }) => as))].map((as) => [as || "nobody", places.filter((one) => one.as === as)] as const))("%s", (_, mine) => {
  test.each(mine.map((one) => [name(one), one] as const))("%s", async (title, place) => {
    const one = await stand(place)
    if ((place.size?.width ?? 360) > 600) await readByAll(one.page)
    else await seenByAll(one.page)
    looked++
    const standing = (await one.page.locator("dialog[open]").count()) ? "dialog[open]" : "#app"
    if (place.at !== "/rupa") expect(await one.page.locator(`${standing} .button.main`).count()).toBeLessThanOrEqual(1)
    await shoot(one.page, "everyone-" + title.replace(/[^\w]+/g, "-"))
    // Walls and desks have their own distance.
    if ((place.size?.width ?? 360) < 600) await largeText(one.page, one.context, () => one.page.locator(place.sign).first().waitFor())
    expect(one.errors).toEqual([])
  })
})

test("no screen is missing from the list", () => {
  const at = (path: string) => join(import.meta.dirname, "../../src", path)
  const src = (path: string) => (existsSync(at(path)) ? readFileSync(at(path), "utf8") : "")
  const cases = (text: string) => [...text.matchAll(/case "([\w-]*)":/g)].map(([, at]) => at!)
  const [, own = ""] = /const pages[^=]*= \{([^}]*)\}/.exec(src("screens/phone/own/Own.tsx")) ?? []
  const data = [...own.matchAll(/(\w+): /g)].map(([, page]) => "data/" + page)
  const services = readdirSync(at("services"), { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => one.name)
  const behind = services.flatMap((service) => {
    const place = /place: "([\w-]+)"/.exec(src(`services/${service}/face.ts`))?.[1]
    return place ? [place, ...cases(src(`services/${service}/pages.tsx`)).map((page) => place + "/" + page)] : []
  })
  const wanted = [...cases(src("screens/phone/App.tsx")), ...data, ...behind].map((page) => "/#/" + page)
  const pages = readdirSync(join(import.meta.dirname, "../..")).filter((file) => file.endsWith(".html") && file !== "index.html").map((file) => "/" + file.replace(".html", ""))
  const listed = places.map(({ at }) => at)
  expect([...wanted, ...pages].filter((page) => !listed.some((one) => one === page || one.startsWith(page + "/") || one.startsWith(page + "#")))).toEqual([])
})

test("what was looked at", () => {
  console.log(`axe: ${looked} screens and states × 3 themes = ${looked * 3} runs, 0 violations`)
  expect(looked).toBe(places.length)
})

/** The thing that has the focus now, and whether one can see that it has. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const it = document.activeElement as HTMLElement
    const ring = getComputedStyle(it.matches("input.unseen") ? it.closest("label")! : it)
    return { tag: it.tagName, name: (it.getAttribute("aria-label") ?? it.textContent ?? "").trim().slice(0, 40), ring: ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 3, inside: !!it.closest("dialog") }
  })

/** Tab until something of that name has the focus; every stop on the way shows its ring. */
async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press("Tab")
    const now = await focused(page)
    if (now.tag === "BODY" || now.tag === "HTML") continue
    expect([now.name, now.ring]).toEqual([now.name, true])
    if (wanted.test(now.name)) return
  }
  throw new Error("no way by keyboard to " + wanted)
}

describe("by keyboard alone", () => {
  test("from the home through a form with mistakes to a filed report", async () => {
    const { page } = await stand({ as: "tetangga", at: "/#/beranda", sign: ".choice" })
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
    const { page } = await stand({ as: "tetangga", at: "/#/beranda", sign: ".choice" })
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
    const { page } = await stand({ as: "rt", at: "/#/", sign: ".card.first" })
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
    const { page } = await stand({ as: "tetangga", at: "/#/beranda", sign: ".choice" })
    await tabTo(page, /^DARURAT/)
    await page.keyboard.press("Enter")
    await page.waitForFunction(() => location.hash !== "#/beranda" || document.querySelector("dialog") !== null)
    await page.locator("h1").first().waitFor()
  })
})

describe("thumbs", () => {
  test("on inner screens the main action lies below 380 of 640; the home's choices between 80 and 305", async () => {
    for (const [place, sign] of [["/#/kasus/{filed}", ".bar .button"], ["/#/kabar", ".bar .main"], ["/#/lapor/aid/request", ".bar .main"]] as const) {
      const { page } = await stand({ as: "warga", at: place, sign })
      for (const box of await page.locator(sign).all()) expect([place, (await box.boundingBox())!.y >= 380]).toEqual([place, true])
    }
    const { page } = await stand({ as: "warga", at: "/#/", sign: ".choice" })
    const boxes = await Promise.all((await page.locator(".choice").all()).map((one) => one.boundingBox()))
    expect(Math.min(...boxes.map((box) => box!.y))).toBeGreaterThanOrEqual(70)
    expect(Math.max(...boxes.map((box) => box!.y + box!.height))).toBeLessThanOrEqual(350)
  })
})

test("who asked for stillness gets it", async () => {
  const { page } = await stand({ as: "tetangga", at: "/#/beranda", sign: ".choice" })
  await page.emulateMedia({ reducedMotion: "reduce" })
  await page.getByRole("button", { name: "Menu", exact: true }).click()
  await page.locator("dialog").waitFor()
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
  expect(await page.evaluate(() => getComputedStyle(document.querySelector(".button")!).transitionDuration)).toBe("0s")
  await page.emulateMedia({ reducedMotion: null })
})

test("with colours forced by the system, choices keep an edge and the clock its light", async () => {
  const { page } = await stand({ as: "warga", at: "/#/", sign: ".card .clock" })
  await page.emulateMedia({ forcedColors: "active" })
  expect(await page.evaluate(() => [...document.querySelectorAll(".choice, .plate, .card")].filter((one) => parseFloat(getComputedStyle(one).borderTopWidth) < 1).length)).toBe(0)
  const [wood, slit] = await page.evaluate(() => [".wood", ".slit"].map((one) => getComputedStyle(document.querySelector(one)!).backgroundColor))
  expect(wood).not.toBe(slit)
  await page.emulateMedia({ forcedColors: null })
})
