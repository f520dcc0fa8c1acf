// The app killed at every step of the outbox: before a report is sent, while it is under way, while its answer is, and after. Every
// report arrives exactly once. JT_PROOF_TABS is how often; the full proof is 200.
import type { Page, Route } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { queueOf, text, waitingOf } from "./hands"
import { openTown, type Device, type Town } from "./town"

const times = Number(process.env["JT_PROOF_TABS"] ?? 24)
const steps = ["stored", "asked", "judged", "answered", "sent"] as const
type Step = (typeof steps)[number]

let town: Town
let warga: Device

beforeAll(async () => {
  town = await openTown()
  warga = await town.visit("warga")
  await warga.page.locator(".choice.nila").first().waitFor()
  await warga.page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
})
afterAll(async () => town?.close())

/** Files one report and kills the page at the step; what lies on the disk then is all that is left of it. */
async function fileAndDie(page: Page, step: Step): Promise<void> {
  await page.goto(town.url + "/")
  await expect.poll(() => waitingOf(page), { timeout: 30_000 }).toBe(0) // the one before goes out first
  let answered = false // what the page read before its report had an answer is none of this step
  const at = new Promise<void>((reached) => {
    void page.route("**/api/v1/aid/request", async (route: Route) => {
      if (step === "stored" || step === "asked") return reached() // it never leaves
      const answer = await route.fetch() // the server has it
      if (step === "judged") return reached()
      answered = true
      await route.fulfill({ response: answer })
      if (step === "answered") reached()
    })
    if (step === "sent") page.on("response", (answer) => answered && answer.url().includes("/api/v1/cases/") && reached())
  })
  await page.goto(town.url + "/#/lapor/aid/request")
  await page.getByText("Sembako", { exact: true }).click()
  if (step === "stored") await page.context().setOffline(true)
  await page.getByRole("button", { name: "Kirim" }).click()
  await (step === "stored" ? page.waitForURL(/#\/kasus\//) : at)
  await page.close() // at once, asking nobody: nothing of the page runs any more
  await page.context().setOffline(false)
}

test(`killed ${times} times in the outbox, every report arrives exactly once`, async () => {
  const { context } = warga
  await warga.page.close()
  const died: Record<Step, number> = { stored: 0, asked: 0, judged: 0, answered: 0, sent: 0 }
  for (let i = 0; i < times; i++) {
    const step = steps[i % steps.length]!
    await fileAndDie(await context.newPage(), step)
    died[step]++
  }
  const page = await context.newPage()
  await page.goto(town.url + "/")
  await expect.poll(() => waitingOf(page), { timeout: 60_000 }).toBe(0)
  const kept = await queueOf(page)
  const arrived = (JSON.parse(await text(page, "me/data")).cases as { id: string }[]).map(({ id }) => id)
  console.log(`     killed ${JSON.stringify(died)}; on the phone ${kept.length}, arrived ${arrived.length}, twice ${arrived.length - new Set(arrived).size}, lost ${kept.filter(({ key }) => !arrived.includes(key)).length}`)
  expect(kept).toHaveLength(times)
  expect(arrived.sort()).toEqual(kept.map(({ key }) => key).sort())
  await page.close()
}, 30_000 + times * 15_000)
