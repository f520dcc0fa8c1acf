// Everybody's own act three times: as it should be, with the network off, and with the server killed. Each time it is done exactly once,
// and a screen says honestly what it does not know.
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { boardHash } from "../../src/core/hash"
import { command, desktop, read, rt, shoot, wall } from "./hands"
import { openTown, type Device, type Town } from "./town"

const kelurahan = "33.74.08.1006"
const devices = new Map<string, Device>()
let town: Town
let journeys = 0

beforeAll(async () => {
  // Inside everybody's hours, so that a report goes to whom it should.
  town = await openTown({ JT_DEMO_NOW: "2026-11-23T10:30:00+07:00" })
  for (const login of ["warga", "rt", "rw", "relawan"]) devices.set(login, await town.visit(login))
  for (const login of ["staf", "nakes"]) devices.set(login, await town.visit(login, desktop))
  for (const login of ["lurah", "camat", "kota"]) devices.set(login, await town.visit(login, wall))
})
afterAll(async () => town?.close())

const of = (login: string): Device => devices.get(login)!

async function done(by: string, move: string, body: object): Promise<string> {
  const answer = await command(of(by).page, move, body)
  expect([move, answer.status < 300, answer.body.detail]).toEqual([move, true, undefined])
  return answer.body.case.id as string
}

const needs = ["sembako", "obat", "air", "popok"] as const
let asked = 0
const request = (by: string) => done(by, "aid/request", { area: rt, need: needs[asked++ % needs.length], people: 2 })

/** The inbox of that head holds nothing else: whatever waited there has been said yes to. */
async function alone(head: string, by: string): Promise<string> {
  const { cases } = await read(of(head).page, `cases?area=${rt}&service=aid&state=filed`)
  for (const { id } of cases as { id: string }[]) await command(of(head).page, "aid/verify", { case: id })
  return request(by)
}
async function verified(): Promise<string> {
  const id = await request("warga")
  return done("rt", "aid/verify", { case: id })
}
async function reported(): Promise<string> {
  const id = await done("rt", "isolation/report", { area: rt, household: rt + "/H013", on_behalf: { consent: "spoken" }, who: "Pak Joko", since: "2026-11-20", breathless: false })
  return done("rt", "isolation/verify", { case: id })
}


type Doer = {
  as: string
  does: string
  /** Puts the case there; "" where the act itself makes it. */
  prepare: () => Promise<string>
  act: (page: Page, id: string) => Promise<unknown>
  move: string
}

const phones: Doer[] = [
  {
    as: "warga", does: "asks for help", move: "request", prepare: async () => "",
    act: async (page) => {
      await page.goto(town.url + "/#/lapor/aid/request")
      await page.getByText("Sembako", { exact: true }).click()
      await page.getByRole("button", { name: "Kirim" }).click()
      await page.waitForURL(/#\/kasus\//)
      return page.url().split("/").pop()!
    },
  },
  { as: "rt", does: "says that it is so", move: "verify", prepare: () => alone("rt", "warga"), act: (page) => page.getByRole("button", { name: "Benar", exact: true }).click() },
  { as: "rw", does: "judges for the head's own house", move: "verify", prepare: () => alone("rw", "rt"), act: (page) => page.getByRole("button", { name: "Benar", exact: true }).click() },
  {
    as: "relawan", does: "takes it", move: "claim", prepare: verified,
    act: async (page, id) => {
      await page.goto(town.url + "/#/kasus/" + id)
      await page.getByRole("button", { name: "Saya tangani" }).click()
    },
  },
]

/** The screen that the act begins on, with what it needs, as it stands before the line breaks. */
async function ready({ as, prepare, move }: Doer): Promise<string> {
  const { page } = of(as)
  const id = await prepare()
  await page.goto("about:blank")
  await page.goto(town.url + (move === "claim" ? "/#/kasus/" + id : "/#/"))
  await (move === "verify" ? page.getByRole("button", { name: "Benar", exact: true }) : move === "claim" ? page.getByRole("button", { name: "Saya tangani" }) : page.locator(".choice.nila")).first().waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  return id
}

/** It lies on the phone, and nobody claims more. */
const waits = (page: Page) => page.getByText(/tersimpan di HP, (belum terkirim|sedang dikirim)/i).first().waitFor()

async function once({ as, move }: Doer, id: string): Promise<void> {
  await expect.poll(async () => (await read(of(as).page, "cases/" + id)).timeline?.filter((one: { type: string }) => one.type === move).length ?? 0, { timeout: 30_000 }).toBe(1)
  journeys++
}

describe.each(phones.map((one) => [one.as, one.does, one] as const))("%s %s", (as, _, doer) => {
  const act = async (id: string) => id ? (await doer.act(of(as).page, id), id) : String(await doer.act(of(as).page, id))

  test("with everything in order", async () => {
    await once(doer, await act(await ready(doer)))
  })

  test("without a network", async () => {
    const before = await ready(doer)
    const { page, context } = of(as)
    await context.setOffline(true)
    const id = await act(before)
    await waits(page)
    await shoot(page, `roles-${as}-offline`)
    await context.setOffline(false)
    await once(doer, id)
  })

  test("the server killed, the phone killed, both back", async () => {
    const before = await ready(doer)
    await town.crash()
    const id = await act(before)
    await waits(of(as).page)
    await of(as).kill()
    await town.revive()
    devices.set(as, await town.device(as))
    await of(as).page.goto(town.url + "/")
    await once(doer, id)
  })
})

const desks: Doer[] = [
  {
    as: "staf", does: "takes it", move: "claim", prepare: verified,
    act: async (page) => {
      await page.keyboard.press("s")
    },
  },
  {
    as: "nakes", does: "begins an isolation", move: "start", prepare: reported,
    act: async (page) => {
      if (!(await page.locator("dialog .form").count())) await page.keyboard.press("s")
      await page.locator("dialog .form").getByText("Konfirmasi", { exact: true }).click()
      await page.locator("dialog .form .main").click()
    },
  },
]

/** The line of a desk or wall as its own strip tells it. */
const line = (page: Page, words: string) => page.locator(".status", { hasText: words }).waitFor({ timeout: 40_000 }).catch(async (cause) => { throw new Error("the strip says: " + (await page.locator(".status").allTextContents()) + " instead of " + words, { cause }) })

/** The newest row of the queue, chosen, with its act offered. */
async function chosen({ as, prepare }: Doer): Promise<string> {
  const { page } = of(as)
  const id = await prepare()
  const row = page.locator(`[id="row-${id}"]`)
  await row.waitFor()
  await row.click()
  await page.locator(`[id="row-${id}"].chosen`).waitFor()
  await page.locator(".doing .main").waitFor()
  return id
}

describe.each(desks.map((one) => [one.as, one.does, one] as const))("%s %s", (as, _, doer) => {
  // Where one has just pressed: above the button of a sheet, or of the file.
  const unsure = () => of(as).page.locator(".bar .why:visible, .doing .why:visible", { hasText: "Belum ada jawaban server" }).last().waitFor({ timeout: 20_000 })

  test("with everything in order", async () => {
    const id = await chosen(doer)
    await doer.act(of(as).page, id)
    await once(doer, id)
  })

  test("without a network it says that nothing is sure; tried again it is done", async () => {
    const id = await chosen(doer)
    const { page, context } = of(as)
    await context.setOffline(true)
    await doer.act(page, id)
    await unsure()
    await shoot(page, `roles-${as}-offline`)
    await context.setOffline(false)
    await line(page, "Langsung")
    await doer.act(page, id)
    await once(doer, id)
  })

  test("the server killed, and back on its data", async () => {
    const id = await chosen(doer)
    const { page } = of(as)
    await town.crash()
    await doer.act(page, id)
    await unsure()
    await line(page, "Kabar terakhir")
    await town.revive()
    await line(page, "Langsung")
    await doer.act(page, id)
    await once(doer, id)
  })
})

const walls = [["lurah", kelurahan], ["camat", "33.74.08"], ["kota", "33.74"]] as const

describe.each(walls)("the wall of %s", (as, area) => {
  /** What stands on the wall is what the server would say now: its proof, due after half a minute of quiet at most, is the server's fingerprint. */
  async function equal(): Promise<void> {
    const { page } = of(as)
    await line(page, "Langsung")
    const fresh = await read(page, "board?area=" + area)
    expect(await boardHash(fresh)).toBe(fresh.hash)
    await expect.poll(async () => (await read(page, "board?area=" + area)).hash === (await page.locator(".status").getAttribute("data-proof")), { timeout: 45_000, interval: 250 }).toBe(true)
    journeys++
  }
  const news = async () => parseInt((await of(as).page.locator(".feed header span").textContent())!, 10)

  test("hears of reports by itself", async () => {
    const { page } = of(as)
    await line(page, "Langsung")
    const before = await news()
    for (let i = 0; i < 5; i++) await request("warga") // beyond the numbers that are not told
    await expect.poll(news).toBeGreaterThan(before)
    journeys++
  })

  test("without a network keeps its figures and says since when; back it has missed nothing", async () => {
    const { page, context } = of(as)
    const figures = () => page.locator(".rate b, .counters dd").allTextContents()
    const before = await figures()
    await context.setOffline(true)
    await line(page, "Kabar terakhir")
    await request("warga")
    expect(await figures()).toEqual(before)
    await shoot(page, `roles-${as}-offline`)
    await context.setOffline(false)
    await equal()
  }, 120_000)

  test("its server killed says so; back it proves itself", async () => {
    const { page } = of(as)
    await request("warga")
    await town.crash() // perhaps before the wall heard of it
    await line(page, "Kabar terakhir")
    await town.revive()
    await equal()
  }, 120_000)
})

test("what was walked", () => {
  console.log(`roles: ${journeys} journeys of nine roles: in order, without a network, with the server killed`)
  expect(journeys).toBe(3 * (phones.length + desks.length + walls.length))
  expect([...devices.values()].flatMap(({ errors }) => errors)).toEqual([])
})
