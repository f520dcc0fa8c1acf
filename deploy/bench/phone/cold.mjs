// A first visit over a bad line: a signed-in phone that has nothing of the app yet, until a choice answers a thumb.
import { chromium } from "playwright-core"

/** 700 kbit/s, 300 ms a round trip, a processor six times slower than this one. */
const line = { offline: false, latency: 300, downloadThroughput: 700_000 / 8, uploadThroughput: 700_000 / 8 }
const slower = 6

export async function coldVisit(town, { executablePath, args }) {
  const browser = await chromium.launch({ executablePath, args, headless: true })
  try {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true, locale: "id-ID", timezoneId: "Asia/Jakarta" })
    await context.addCookies([await town.enter("warga")])
    const page = await context.newPage()
    const wire = await context.newCDPSession(page)
    const requests = []
    let bytes = 0
    await wire.send("Network.enable")
    await wire.send("Network.emulateNetworkConditions", line)
    await wire.send("Emulation.setCPUThrottlingRate", { rate: slower })
    wire.on("Network.requestWillBeSent", ({ request }) => requests.push(new URL(request.url).pathname))
    wire.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength))
    await page.addInitScript(watch)
    await page.goto(town.url + "/", { waitUntil: "commit" })
    const spot = await page.waitForFunction(() => globalThis.standing, null, { timeout: 60_000, polling: 20 })
    const before = { requests: requests.length, bytes }
    const { x, y, at: drawn } = await spot.jsonValue()
    await page.touchscreen.tap(x, y)
    const answered = await (await page.waitForFunction(() => globalThis.answered, null, { timeout: 60_000, polling: 20 })).jsonValue()
    return { drawn, answered, requests: requests.slice(0, before.requests), bytes: before.bytes }
  } finally {
    await browser.close()
  }
}

/** In the page, before anything of it: when the four choices stand, and when one of them has answered. */
function watch() {
  const look = () => {
    const choices = document.querySelectorAll(".choice")
    if (choices.length < 4) return void requestAnimationFrame(look)
    const { left, top, width, height } = choices[1].getBoundingClientRect()
    globalThis.standing = { x: left + width / 2, y: top + height / 2, at: performance.now() }
  }
  requestAnimationFrame(look)
  addEventListener("hashchange", () => (globalThis.answered ??= performance.now()))
}
