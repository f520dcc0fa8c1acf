// A demo town of the built binary on a free port, as a phone bench needs it: nothing moves by itself, no limits.
import { spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"

export async function openTown(binary) {
  const folder = await mkdtemp(join(tmpdir(), "jogotonggo-bench-"))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const env = { ...process.env, JT_ADDR: `localhost:${port}`, JT_DATA: join(folder, "data"), JT_LIMITS: "off" }
  const server = spawn(binary, ["serve", "--demo", "--demo-life", "0"], { env, stdio: "ignore" })
  const ended = new Promise((gone) => server.once("exit", gone))
  await ready(url, server)
  return {
    url,
    folder,
    /** A session's cookie, for a browser that has seen nothing else of this town. */
    async enter(login) {
      const answer = await fetch(url + "/api/v1/session", {
        method: "POST",
        headers: { "Content-Type": "application/json", Origin: url },
        body: JSON.stringify({ login, secret: "jogotonggo" }),
      })
      if (!answer.ok) throw new Error(`${login} may not come in: ${answer.status}`)
      const [name, value] = answer.headers.getSetCookie()[0].split(";")[0].split("=")
      return { name, value, url }
    },
    async close() {
      server.kill("SIGTERM")
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function freePort() {
  return new Promise((found, failed) => {
    const probe = createServer()
    probe.once("error", failed)
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address()
      probe.close(() => found(port))
    })
  })
}

async function ready(url, server) {
  const end = Date.now() + 60_000
  while (Date.now() < end && server.exitCode === null) {
    if (await fetch(url + "/readyz").then((answer) => answer.ok, () => false)) return
    await new Promise((turn) => setTimeout(turn, 50))
  }
  throw new Error("the town did not open")
}
