// The network of a room without encryption: no cookie, no worker, no socket; and all the same a report comes from a phone to the board.
import { networkInterfaces } from "node:os"
import { readFile } from "node:fs/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { desktop, shoot, wall } from "./hands"
import { openTown, type Device, type Town } from "./town"

let town: Town
let warga: Device
let head: Device
let lurah: Device

const isPrivate = (address: string) => /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address)
const own = Object.values(networkInterfaces()).flat().find((one) => one?.family === "IPv4" && !one.internal && isPrivate(one.address))?.address

/** A machine without a private address is found by a name that browsers do not take for their own machine. */
const seat = (port: number) => {
  const url = own ? `http://${own}:${port}` : `http://posko.contoh.test:${port}`
  const stands = async () => Boolean((await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok)
  return { url, env: { JT_ADDR: `0.0.0.0:${port}`, JT_LAN: "true", JT_DEMO_PUBLIC: "true", ...(own ? {} : { JT_ORIGINS: url }) }, stands }
}
const finds = own ? [] : ["--host-resolver-rules=MAP posko.contoh.test 127.0.0.1"]

async function enter(login: string, size?: { width: number; height: number }): Promise<Device> {
  const device = await town.device(login, size, finds)
  await town.enter(device, login)
  return device
}

beforeAll(async () => {
  town = await openTown({ JT_DEMO_NOW: "" }, { seat })
  lurah = await enter("lurah", wall)
  head = await enter("rt")
  warga = await enter("warga")
})
afterAll(async () => town?.close())

test("the terminal says what this is, where phones find it, and shows a code", () => {
  expect(town.said()).toContain("Mode darurat LAN: tanpa enkripsi")
  if (own) expect(town.said()).toContain("  " + town.url)
  if (own) expect(town.said()).toContain("▀")
})

test("every page says so, and holds neither cookie nor worker", async () => {
  for (const { page, context } of [warga, head, lurah]) {
    await page.getByText("Mode darurat LAN.").waitFor()
    expect(await page.evaluate(() => [isSecureContext, "serviceWorker" in navigator, typeof crypto.subtle])).toEqual([false, false, "undefined"])
    expect(await context.cookies()).toEqual([])
  }
  await shoot(warga.page, "lan-phone")
})

test("a report goes from a phone to its head and to the board, live", async () => {
  const { page } = warga
  await lurah.page.locator(".status", { hasText: "Langsung" }).waitFor()
  await page.locator(".choice", { hasText: "Butuh bantuan" }).tap()
  await page.getByText("Sembako", { exact: true }).tap()
  await shoot(page, "lan-form")
  // The strip takes its room from the page: the button stays under the thumb.
  const send = page.getByRole("button", { name: "Kirim" })
  const box = (await send.boundingBox())!
  expect(box.y + box.height).toBeLessThanOrEqual(640)
  await send.tap()
  await page.locator("li[aria-current=step] .clock").waitFor()
  const first = head.page.locator(".card.first")
  await first.getByText("Sembako").waitFor()
  await shoot(head.page, "lan-head")
  await first.getByRole("button", { name: "Benar" }).tap()
  await lurah.page.locator(".feed li", { hasText: /diperiksa|benar|terperiksa/i }).first().waitFor({ timeout: 30_000 })
  await shoot(lurah.page, "lan-board")
  // And back to who asked, over the same line.
  await page.locator(".line li", { hasText: "Benar, kata Ketua RT" }).first().waitFor({ timeout: 30_000 })
})

test("a tab that was closed comes back signed in, and a file that stands behind a link is brought with it", async () => {
  const page = await warga.context.newPage()
  await page.goto(town.url + "/")
  await page.locator(".choice").first().waitFor()
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.evaluate(() => {
      const link = Object.assign(document.createElement("a"), { href: "/api/v1/me/data", download: "data-saya.json" })
      document.body.append(link)
      link.click()
      link.remove()
    }),
  ])
  expect(file.suggestedFilename()).toBe("data-saya.json")
  expect(JSON.parse(await readFile((await file.path())!, "utf8"))).toHaveProperty("cases")
  expect(await page.evaluate(async () => {
    const picture = new Image()
    const refused = new Promise((done) => (picture.onerror = () => done("refused")))
    picture.src = "/api/v1/photos/0197a000-0000-7000-8000-000000000001"
    return refused
  })).toBe("refused")
  await page.close()
})

test("a desk fits below the strip, and who signs out is out", async () => {
  const staf = await enter("staf", desktop)
  await staf.page.locator(".queue, .empty").first().waitFor()
  await shoot(staf.page, "lan-desk")
  const strip = staf.page.locator(".status").last()
  const box = (await strip.boundingBox())!
  expect(box.y + box.height).toBeLessThanOrEqual(768)
  expect(await staf.page.evaluate(() => localStorage.getItem("jt.lan"))).toBeTruthy()
  await staf.page.getByRole("button", { name: "Menu", exact: true }).click()
  await staf.page.getByRole("button", { name: "Keluar" }).click()
  await staf.page.waitForURL(/masuk/)
  expect(await staf.page.evaluate(() => localStorage.getItem("jt.lan"))).toBeNull()
  for (const device of [warga, head, lurah, staf]) expect(device.errors).toEqual([])
})
