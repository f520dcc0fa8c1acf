// The pictures of README and guides: taken of the real app (`make shots`, JT_TEST_SHOTS_WRITE=1), or taken again and held against the kept
// ones. A stale one is named, with the command that renews it.
import { execFile } from "node:child_process"
import { mkdir, mkdtemp, rm, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { chromium, type Browser, type Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { differs, fleeting, same } from "./banding"
import { still } from "./eyes"
import { pictures, type Cast } from "./gambar"
import { chromiumPath, flags, openTown, root, type Device, type Town } from "./town"

const folder = join(root, "deploy/panduan/gambar")
const writing = process.env["JT_TEST_SHOTS_WRITE"] === "1"
const heaviest = 100_000
/** How letters are drawn, whatever this machine's own taste is. */
const pens = ["--hide-scrollbars", "--font-render-hinting=none", "--disable-lcd-text"]

let town: Town
let browser: Browser
let desk: string
const pages = new Map<string, Page>()

beforeAll(async () => {
  town = await openTown({ JT_DEMO_NOW: "2026-11-23T10:40:00+07:00" })
  browser = await chromium.launch({ executablePath: chromiumPath, headless: true, args: [...flags, ...pens] })
  desk = await mkdtemp(join(tmpdir(), "jogotonggo-shots-"))
  await mkdir(folder, { recursive: true })
})
afterAll(async () => {
  await browser?.close()
  await town?.close()
  await rm(desk, { recursive: true, force: true })
})

/** Small screens are printed larger than they are, so they are taken twice as fine. */
const scaleOf = (size?: { width: number }) => (size ? 1 : 2)

/** The letters of every machine that runs this (fonts-liberation), a page that does not move, and no blinking caret. */
function quiet(): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`* { font-family: "Liberation Sans" !important; caret-color: transparent !important; animation: none !important; transition: none !important }`)
  document.adoptedStyleSheets = [sheet]
}

const cast: Cast = async (login, size) => {
  const known = pages.get(login)
  if (known) return known
  const context = await browser.newContext({ viewport: size ?? { width: 360, height: 640 }, deviceScaleFactor: scaleOf(size), isMobile: !size, hasTouch: !size, locale: "id-ID", timezoneId: "Asia/Jakarta", reducedMotion: "reduce" })
  context.setDefaultTimeout(15_000)
  await context.addInitScript(quiet)
  const page = await context.newPage()
  await town.enter({ page } as Device, login)
  pages.set(login, page)
  return page
}

/** In how many squares the page differs from the file. */
const held = async (page: Page, file: string, scale: number): Promise<number> => {
  const taken = await page.screenshot()
  return differs(page, file, taken, await fleeting(page), scale).catch(() => -1)
}

test.each(pictures)("$name", async ({ name, as, size, sign, take }) => {
  const page = await cast(as, size)
  await take(page, cast)
  await page.locator(sign).first().waitFor()
  await page.evaluate(() => document.fonts.ready.then(() => true))
  await still(page)
  const file = join(folder, name + ".png")
  if (writing) {
    await page.screenshot({ path: join(desk, name + ".png") })
    await promisify(execFile)("go", ["run", "./deploy/gambar", "-png", file, join(desk, name + ".png")], { cwd: root })
  }
  // A page that still hears something is looked at again.
  let squares = -1
  await expect.poll(async () => same((squares = await held(page, file, scaleOf(size)))), { timeout: 8_000 }).toBe(true).catch(() => undefined)
  if (!same(squares) && process.env["JT_TEST_SHOTS"]) await page.screenshot({ path: join(process.env["JT_TEST_SHOTS"], name + ".png") })
  expect(same(squares), `deploy/panduan/gambar/${name}.png is stale (${squares < 0 ? "missing, or of another size" : squares + " squares differ"}); look at the screen, then run: make shots`).toBe(true)
  expect((await stat(file)).size).toBeLessThanOrEqual(heaviest)
}, 60_000)
