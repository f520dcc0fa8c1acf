// For everyone: every screen in every listed state, in three themes, under axe; thumbs, large letters, keyboard, stillness, and forced colours.
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { largeText, readByAll, seenByAll, still } from "./eyes"
import { shoot } from "./hands"
import { places, type Place } from "./places"
import { play } from "./scene"
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

beforeAll(async () => {
  // Inside everybody's hours, so that clocks run.
  town = await openTown({ JT_DEMO_NOW: "2026-11-23T10:30:00+07:00" })
  Object.assign(scene, await play((as, size) => device({ as, at: "", sign: "", ...(size && { size }) })))
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
