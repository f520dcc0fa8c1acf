// The stage's script played at once: every step waits for what must be seen in the panes. A phone is cut, Redis stopped, a server killed,
// the clock moved; at the end nothing is lost or doubled, the log proves itself, and one byte changed in a copy is found.
// JT_PROOF_PLAYS is how often it is played in a row; for people it is three.
import { afterAll, beforeAll, expect, test } from "vitest"
import { desktop, shoot, wall } from "./hands"
import { openStage, type Stage } from "./stage"

const plays = Number(process.env["JT_PROOF_PLAYS"] ?? 1)
let stage: Stage

beforeAll(async () => {
  stage = await openStage("laju=fast", desktop)
})
afterAll(async () => stage?.close())

test(`the script, played ${plays} times in a row: nothing lost, nothing doubled, one flipped byte found`, async () => {
  const { page } = stage
  for (let i = 1; i <= plays; i++) {
    await stage.play()
    const strip = await stage.strip()
    console.log(`     play ${i}: diterima ${strip.accepted} · sampai ${strip.arrived} · hilang ${strip.lost} · ganda ${strip.doubled}`)
    expect(strip.accepted).toBeGreaterThanOrEqual(6 * i) // three reports and as many times "Benar"
    expect(strip).toMatchObject({ arrived: strip.accepted, lost: 0, doubled: 0 })
    expect(await page.locator("#proof").getAttribute("data-act")).toBe("flip")
    expect(await page.locator("#proof").textContent()).toMatch(/^Ditemukan\.byte \d+ dari \d+.*log=33\.74\.08\.1006/)
  }
  expect(stage.errors).toEqual([])
}, 60_000 + plays * 180_000)

test("it stands on a projector and on a laptop: nothing scrolls, nothing is cut off", async () => {
  const { page } = stage
  for (const [name, size] of [["panggung", desktop], ["panggung-besar", wall]] as const) {
    await page.setViewportSize(size)
    const over = () => page.evaluate(() => [document.documentElement.scrollHeight - innerHeight, document.documentElement.scrollWidth - innerWidth].map((n) => Math.max(0, n)))
    await expect.poll(over).toEqual([0, 0])
    const cut = await page.locator("header, main > *, footer, .walls > *, button").evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().bottom > innerHeight + 1).map((one) => one.id || one.className || one.textContent))
    expect(cut).toEqual([])
    await shoot(page, name)
  }
})

test("nobody else may press its buttons or show its panes", async () => {
  const { page } = stage
  const { port } = new URL(stage.url)
  const ask = (host: string, path: string, init: RequestInit = {}) => page.request.fetch(`http://127.0.0.1:${port}${path}`, { method: init.method ?? "GET", headers: { ...(init.headers as Record<string, string>), Host: host } })
  expect((await ask(`panggung.localhost:${port}`, "/-/act/kill", { method: "POST", headers: { Origin: "http://evil.example" } })).status()).toBe(403)
  expect((await ask("evil.example", "/")).status()).toBe(421)
  const policy = (await ask(`warga.panggung.localhost:${port}`, "/")).headers()["content-security-policy"]
  expect(policy).toContain(`frame-ancestors http://panggung.localhost:${port};`)
})
