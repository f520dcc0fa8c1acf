// The stage as its audience has it: `make panggung` with its own services on a free port, and the page open in a browser.
import { spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { chromium, type Page } from "playwright-core"
import { shoot } from "./hands"
import { binary, chromiumPath, flags, root } from "./town"

export type Strip = Record<"accepted" | "arrived" | "lost" | "doubled", number>
export type Stage = {
  url: string
  page: Page
  /** What pages complained about, those of the panes too. */
  errors: string[]
  /** Presses Mainkan and comes back when the script has ended. */
  play: () => Promise<void>
  strip: () => Promise<Strip>
  close: () => Promise<void>
}

export async function openStage(query: string, viewport: { width: number; height: number }): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), "jogotonggo-stage-"))
  const running = spawn("deploy/panggung.sh", [await binary(folder)], { cwd: root, env: { ...process.env, JT_PANGGUNG_PORT: "0" }, stdio: ["ignore", "pipe", "pipe"] })
  const ended = new Promise<void>((gone) => running.once("exit", () => gone()))
  let said = ""
  const url = await new Promise<string>((found, failed) => {
    const late = setTimeout(() => failed(new Error("the stage did not open: " + said.slice(-2000))), 110_000)
    const hear = (text: Buffer) => {
      said += String(text)
      const at = /Panggung: (\S+)/.exec(said)?.[1]
      if (at) (clearTimeout(late), found(at))
    }
    running.stdout.on("data", hear)
    running.stderr.on("data", hear)
    void ended.then(() => (clearTimeout(late), failed(new Error("the stage ended: " + said.slice(-2000)))))
  })
  const browser = await chromium.launch({ executablePath: chromiumPath, headless: true, args: flags })
  const context = await browser.newContext({ viewport, locale: "id-ID", timezoneId: "Asia/Jakarta" })
  const page = await context.newPage()
  const errors: string[] = []
  page.on("pageerror", (error) => errors.push(error.message))
  page.on("console", (line) => line.type() === "error" && !/Failed to load resource|WebSocket/.test(line.text()) && errors.push(line.text()))
  await page.goto(`${url}/?${query}`)
  return {
    url,
    page,
    errors,
    async play() {
      const playing = page.locator("html")
      await page.locator("#play:not([disabled])").dispatchEvent("click") // in the film it is not shown
      await page.locator("html[data-playing=ended], html[data-playing=failed]").waitFor({ timeout: 240_000, state: "attached" })
      if ((await playing.getAttribute("data-playing")) !== "failed") return
      await shoot(page, "panggung-berhenti")
      throw new Error(`${await page.locator("#count").textContent()}: ${await playing.getAttribute("data-problem")}`)
    },
    strip: async () => Object.fromEntries(await page.locator("[data-strip]").evaluateAll((all) => all.map((one) => [(one as HTMLElement).dataset["strip"], Number(one.textContent)]))) as Strip,
    async close() {
      await browser.close()
      running.kill("SIGTERM")
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
