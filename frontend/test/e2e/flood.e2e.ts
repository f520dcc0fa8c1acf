// A thousand events a second for ten seconds into the lurah's wall: it draws at most once a frame, keeps no finger waiting, and ends
// with the fingerprint of the server.
import { afterAll, beforeAll, expect, test } from "vitest"
import { openFlood, type Flood } from "./flood"
import { wall } from "./hands"
import { openTown, type Town } from "./town"

type Seen = { long: number[]; draws: number; frames: number; most: number }

let town: Town
let flood: Flood

beforeAll(async () => {
  town = await openTown()
  flood = await openFlood(town.url)
})
afterAll(async () => {
  await flood?.close()
  await town?.close()
})

test("ten thousand events in ten seconds: one drawing a frame, no task over 100 ms, the server's fingerprint", async () => {
  const { page, errors } = await town.visit("lurah", wall)
  await page.goto(flood.url + "/papan")
  await page.locator(".status", { hasText: "Langsung" }).waitFor()
  await page.evaluate(() => {
    const seen: Seen = { long: [], draws: 0, frames: 0, most: 0 }
    ;(window as unknown as { seen: Seen }).seen = seen
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => seen.long.push(Math.round(duration)))).observe({ type: "longtask" })
    // Whatever is drawn changes the counters in the same task; two drawings within one frame are two tasks.
    let inFrame = 0
    new MutationObserver(() => { seen.draws++; seen.most = Math.max(seen.most, ++inFrame) }).observe(document.querySelector(".counters")!, { subtree: true, childList: true, characterData: true })
    const turn = () => { seen.frames++; inFrame = 0; requestAnimationFrame(turn) }
    requestAnimationFrame(turn)
  })
  const began = Date.now()
  const poured = await flood.pour(1000, 10)
  const took = (Date.now() - began) / 1000
  expect(poured).toBe(10_000)
  await expect.poll(() => page.locator(".status").getAttribute("data-proof"), { timeout: 20_000, interval: 100 }).toBe(flood.hash())
  const seen = await page.evaluate(() => (window as unknown as { seen: Seen }).seen)
  console.log(`flood: ${poured} events in ${took.toFixed(1)} s, ${seen.draws} drawings in ${seen.frames} frames, at most ${seen.most} a frame, long tasks ${seen.long.length}${seen.long.length ? `, longest ${Math.max(...seen.long)} ms` : ""}, fingerprint equal ${flood.hash().slice(0, 12)}`)
  expect(seen.draws).toBeGreaterThan(50)
  expect(seen.most).toBe(1)
  expect(seen.long.filter((ms) => ms > 100)).toEqual([])
  expect(errors).toEqual([])
})
