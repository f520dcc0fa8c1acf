// From the printed code at the door to a sent report, counted by the browser: taps, keystrokes, seconds.
import { afterAll, beforeAll, expect, test } from "vitest"
import { openTown, type Device, type Town } from "./town"

let town: Town
let baru: Device
let code = ""

beforeAll(async () => {
  town = await openTown()
  const rt = await town.visit("rt")
  await rt.page.goto(town.url + "/#/rumah")
  const [answer] = await Promise.all([rt.page.waitForResponse((one) => one.url().endsWith("/api/v1/invites")), rt.page.locator(".rows .opener", { hasText: "No. 31" }).click()])
  code = ((await answer.json()) as { invite: { code: string } }).invite.code
  await rt.kill()
  baru = await town.device("baru")
})
afterAll(async () => town?.close())

test("a household that has only the code at its door has sent its first report after a name and a few taps", async () => {
  const { page, context } = baru
  await context.addInitScript(count)
  await page.goto(`${town.url}/masuk#undangan/${code}`)
  await page.getByLabel("Nama").tap()
  await page.keyboard.type("Yanti")
  await page.getByRole("button", { name: "Masuk" }).tap()
  await page.locator(".choice", { hasText: "Butuh bantuan" }).tap()
  await page.getByText("Sembako", { exact: true }).tap()
  await page.getByRole("button", { name: "Kirim" }).tap()
  await page.locator("li[aria-current=step] .clock").waitFor()
  const { taps, keys, since } = await page.evaluate(() => JSON.parse(sessionStorage.getItem("counted")!) as Counted)
  const seconds = (Date.now() - since) / 1000
  console.log(`     from the house's code to a report that the server has: ${taps} taps, ${keys} keystrokes, ${seconds.toFixed(1)} s in the hands of a program`)
  expect(keys).toBe("Yanti".length)
  expect(taps).toBeLessThanOrEqual(5)
  expect(baru.errors).toEqual([])
})

type Counted = { taps: number; keys: number; since: number }

/** In every page of that phone: counts what a person does, beginning with the first page that opens. */
function count(): void {
  const counted: Counted = JSON.parse(sessionStorage.getItem("counted") ?? "null") ?? { taps: 0, keys: 0, since: Date.now() }
  const note = (step: Partial<Counted>) => sessionStorage.setItem("counted", JSON.stringify(Object.assign(counted, step)))
  note({})
  addEventListener("pointerdown", () => note({ taps: counted.taps + 1 }), true)
  addEventListener("keydown", () => note({ keys: counted.keys + 1 }), true)
}
