// One demo town on a free port of this machine, and the phones and screens that look at it.
import { execFile, spawn, type ChildProcess } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { createServer, type AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { chromium, type BrowserContext, type Page } from "playwright-core"

export const root = fileURLToPath(new URL("../../../", import.meta.url))
export const chromiumPath = process.env["JT_TEST_CHROMIUM"] ?? "/usr/bin/chromium"
export const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
]

/** A profile is a phone: what it stored is there again after the browser was killed. */
export type Device = { context: BrowserContext; page: Page; errors: string[]; kill: () => Promise<void> }

export type Town = {
  url: string
  /** What the server wrote on its terminal. */
  said: () => string
  /** `more` are flags of this browser alone: what its camera sees. */
  device: (profile: string, size?: { width: number; height: number }, more?: readonly string[]) => Promise<Device>
  enter: (device: Device, login: string) => Promise<void>
  /** A device of that profile, with this login entered. */
  visit: (login: string, size?: { width: number; height: number }) => Promise<Device>
  /** The server dies without a word; its data stays. */
  crash: () => Promise<void>
  /** It comes back on the same data and address. */
  revive: () => Promise<void>
  /** Another command of the server on this town's data; gives what it says. */
  run: (...args: string[]) => Promise<string>
  /** Its disk is lost: from now on the server has an empty one. */
  loseDisk: () => Promise<void>
  /** Its data folder. */
  data: () => string
  close: () => Promise<void>
}

/** Where a town that is no one's own machine is found, what makes it so, and how one knows that it stands. */
export type Seat = { url: string; env: Record<string, string>; stands?: () => Promise<boolean> }

/** `demo: false` is an empty house, as on a first day; `areas` brings the official list of the country; `seat` puts it elsewhere. */
type Kind = { demo?: boolean; areas?: boolean; seat?: (port: number) => Seat }

const answers = (url: string) => async (): Promise<boolean> => Boolean((await fetch(url + "/readyz").catch(() => null))?.ok)

export async function openTown(settings: Record<string, string> = {}, { demo = true, areas = false, seat }: Kind = {}): Promise<Town> {
  const folder = await mkdtemp(join(tmpdir(), "jogotonggo-e2e-"))
  const port = await freePort()
  const { url, env: seated, stands = answers(url) }: Seat = seat?.(port) ?? { url: `http://localhost:${port}`, env: {} }
  let data = join(folder, "data")
  const program = await binary(folder)
  const said: string[] = []
  const opened = Date.now()
  /** A town that lives at another hour goes on from there: a server that comes back finds it later, not earlier. */
  const hour = () => (settings["JT_DEMO_NOW"] ? { JT_DEMO_NOW: new Date(Date.parse(settings["JT_DEMO_NOW"]) + Date.now() - opened).toISOString() } : {})
  const env = () => ({ ...process.env, JT_ADDR: `localhost:${port}`, JT_DATA: data, ...(demo && !seat && { JT_LIMITS: "off" }), ...seated, ...settings })
  if (areas) await promisify(execFile)(program, ["area", "import"], { cwd: root, env: env() })
  const serve = (): ChildProcess => {
    const server = spawn(program, demo ? ["serve", "--demo", "--demo-life", "0"] : ["serve"], {
      cwd: root,
      env: { ...env(), ...hour() },
      stdio: ["ignore", "pipe", "pipe"],
    })
    server.stdout!.on("data", (text: Buffer) => said.push(String(text)))
    server.stderr!.on("data", (text: Buffer) => said.push(String(text)))
    return server
  }
  let server = serve()
  const devices = new Set<Device>()
  try {
    await ready(stands, server)
  } catch (cause) {
    server.kill("SIGKILL")
    throw new Error("the town did not open: " + said.join("").slice(-2000), { cause })
  }

  const town: Town = {
    url,
    said: () => said.join(""),
    async device(profile, viewport = { width: 360, height: 640 }, more: readonly string[] = []) {
      const context = await chromium.launchPersistentContext(join(folder, profile), {
        executablePath: chromiumPath,
        headless: true,
        args: [...flags, ...more],
        viewport,
        hasTouch: viewport.width < 600,
        isMobile: viewport.width < 600,
        locale: "id-ID",
        timezoneId: "Asia/Jakarta",
      })
      context.setDefaultTimeout(10_000)
      const page = context.pages()[0] ?? (await context.newPage())
      const errors: string[] = []
      page.on("pageerror", (error) => errors.push(error.message))
      // A page that breaks its own policy says so on the console; a refused answer or a cut line is no mistake of the page.
      page.on("console", (line) => line.type() === "error" && !/Failed to load resource|WebSocket/.test(line.text()) && errors.push(line.text()))
      const device: Device = {
        context,
        page,
        errors,
        kill: async () => {
          devices.delete(device)
          await context.close()
        },
      }
      devices.add(device)
      return device
    },
    async enter({ page }, login) {
      await page.goto(url + "/masuk#tambah")
      await page.locator(`[data-login="${login}"]`).click()
      await page.waitForURL((at) => at.pathname !== "/masuk")
    },
    async visit(login, size) {
      const device = await town.device(login, size)
      await town.enter(device, login)
      return device
    },
    async crash() {
      server.kill("SIGKILL")
      await new Promise((gone) => server.once("exit", gone))
    },
    async revive() {
      server = serve()
      await ready(stands, server)
    },
    run: async (...args) => (await promisify(execFile)(program, args, { cwd: root, env: env() })).stdout,
    async loseDisk() {
      await rm(data, { recursive: true })
      data += "-anew"
    },
    data: () => data,
    async close() {
      await Promise.all([...devices].map((device) => device.kill()))
      if (server.exitCode === null && server.signalCode === null) {
        server.kill("SIGTERM")
        await new Promise((gone) => server.once("exit", gone))
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
  return town
}

/** The built server; where the caller built none, it is built here once for this town. */
export async function binary(folder: string): Promise<string> {
  const given = process.env["JT_TEST_BINARY"]
  if (given) return given
  const path = join(folder, "jogotonggo")
  await promisify(execFile)("go", ["build", "-o", path, "./server"], { cwd: root })
  return path
}

export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer()
    probe.once("error", failed)
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => found(port))
    })
  })
}

/** Asks until the town answers, or the server ends, or a minute has passed. */
async function ready(stands: () => Promise<boolean>, server: ChildProcess): Promise<void> {
  const end = Date.now() + 60_000
  while (Date.now() < end && server.exitCode === null) {
    if (await stands()) return
    await new Promise((turn) => setTimeout(turn, 50))
  }
  throw new Error(server.exitCode === null ? "not ready within a minute" : `ended with code ${server.exitCode}`)
}
