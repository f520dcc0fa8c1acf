// A phone that is away for days, and one whose clock is wrong: every report arrives once, in its order, and the town's hours stand.
import { afterAll, beforeAll, expect, test } from "vitest"
import { isolated, queueOf, read, rt, shoot } from "./hands"
import { openTown, type Device, type Town } from "./town"

const day = 86_400_000
let town: Town
let warga: Device
let ill = ""

beforeAll(async () => {
  town = await openTown({ JT_DEMO_NOW: "2026-11-23T10:30:00+07:00" })
  warga = await town.visit("warga")
  ill = await isolated(town, warga)
})
afterAll(async () => town?.close())

/** The phone lies there for so long, switched off; its own clock goes on, or jumps. */
async function later(ms: number): Promise<void> {
  await warga.kill()
  warga = await town.device("warga")
  await warga.context.setOffline(true)
  await warga.context.clock.setSystemTime(Date.now() + ms)
  await warga.page.goto(town.url + "/")
  await warga.page.locator(".choice.nila").first().waitFor()
}

async function ask(need: string): Promise<void> {
  const { page } = warga
  await page.goto(town.url + "/#/lapor/aid/request")
  await page.getByText(need, { exact: true }).click()
  await page.getByRole("button", { name: "Kirim" }).click()
  await page.waitForURL(/#\/kasus\//)
}

const queue = () => queueOf(warga.page)

test("four days without a signal: filed, told how the ill one is, opened again each day, and nothing is gone", async () => {
  const { page } = warga
  await page.goto(town.url + "/#/kabar")
  await page.locator(".family").waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await warga.context.setOffline(true)
  await ask("Sembako")
  await page.goto(town.url + "/#/kabar")
  await page.getByRole("button", { name: /^Semua seperti/ }).click()
  await expect.poll(async () => (await queue()).length).toBe(2)
  await later(2 * day)
  await ask("Obat")
  await later(4 * day)
  await warga.page.goto(town.url + "/#/antrean")
  await warga.page.locator(".queued").nth(2).waitFor()
  await shoot(warga.page, "days-queue")
  expect((await queue()).map(({ state }) => state)).toEqual(["stored", "stored", "stored"])
})

test("back in reach, each arrives once and in its order, with the hours of the town", async () => {
  const { page, context } = warga
  await context.setOffline(false)
  await page.evaluate(() => dispatchEvent(new Event("online")))
  await expect.poll(async () => (await queue()).map(({ state }) => state), { timeout: 30_000 }).toEqual(["sent", "sent", "sent"])
  const keys = (await queue()).map(({ key }) => key)
  const { events } = (await read(page, "log?limit=1000&area=" + rt.split("/")[0])) as { events: { id: string; type: string }[] }
  expect(events.map(({ id }) => id).filter((id) => keys.includes(id))).toEqual(keys)
  const { cases } = (await read(page, "me/data")) as { cases: { service: string; opened_at: string }[] }
  const aid = cases.filter(({ service }) => service === "aid")
  expect(aid).toHaveLength(2)
  // The server's day, whatever the phone thinks: four days on by the phone's own clock.
  expect(aid.every(({ opened_at }) => opened_at.startsWith("2026-11-23T"))).toBe(true)
  const told = (await read(page, "cases/" + ill)).timeline.filter(({ type }: { type: string }) => type === "check_in")
  expect(told).toHaveLength(1)
})

test.each([["two years ahead", 730 * day], ["three years behind", -1095 * day]])("a clock %s: the screen shows the town's hours and passes on at the town's", async (_, jump) => {
  await later(jump)
  await ask("Air bersih")
  const { page, context } = warga
  await context.setOffline(false)
  await page.evaluate(() => dispatchEvent(new Event("online")))
  await page.locator(".line .clock", { hasText: /\d\d\.\d\d/ }).waitFor({ timeout: 30_000 }) // before, it is a drum without an hour
  const id = page.url().split("/").pop()!
  const { case: one } = await read(page, "cases/" + id)
  expect(one.opened_at.startsWith("2026-11-23T10:")).toBe(true)
  const due = new Date(one.due).toLocaleTimeString("id-ID", { timeZone: "Asia/Jakarta", hour: "2-digit", minute: "2-digit" }).replace(":", ".")
  expect(await page.locator(".line .clock").textContent()).toContain(due)
  expect(await page.locator(".line", { hasText: "Terkirim" }).textContent()).toMatch(/10\.3\d|10\.4\d/)
  await shoot(page, `days-clock-${jump > 0 ? "ahead" : "behind"}`)
  expect(warga.errors).toEqual([])
})
