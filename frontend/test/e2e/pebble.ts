// A certificate authority of our own, the one that Let's Encrypt tests with, and the DNS it asks. Both are built from the Go proxy
// for this test alone; nothing of the project imports them.
import { execFile, spawn, type ChildProcess } from "node:child_process"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { get } from "node:https"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { freePort } from "./town"

const version = "v2.10.3"
const source = "github.com/letsencrypt/pebble/v2"
const run = promisify(execFile)

export type Authority = {
  directory: string
  /** File with the root of the directory's own certificate. */
  ca: string
  /** The root of the certificates it gives, in PEM; and the one between, which every server sends along. */
  root: () => Promise<string>
  between: () => Promise<string>
  /** From now on the DNS knows nothing of a name. */
  forget: (host: string) => Promise<void>
  close: () => Promise<void>
}

/** `seconds` is how long a certificate lives; the ports are those on which it looks for proof. */
export async function openAuthority(ports: { http: number; tls: number }, seconds: number): Promise<Authority> {
  const folder = await mkdtemp(join(tmpdir(), "jogotonggo-ca-"))
  await run("go", ["install", `${source}/cmd/pebble@${version}`, `${source}/cmd/pebble-challtestsrv@${version}`], { cwd: folder, env: { ...process.env, GOBIN: folder, GOFLAGS: "-mod=mod" }, timeout: 300_000 })
  const { stdout } = await run("go", ["mod", "download", "-json", `${source}@${version}`], { cwd: folder })
  const { Dir: home } = JSON.parse(stdout) as { Dir: string }
  const [listen, manage, dns, told] = [await freePort(), await freePort(), await freePort(), await freePort()]
  const config = join(folder, "pebble.json")
  await writeFile(config, JSON.stringify({
    pebble: {
      listenAddress: `127.0.0.1:${listen}`,
      managementListenAddress: `127.0.0.1:${manage}`,
      certificate: join(home, "test/certs/localhost/cert.pem"),
      privateKey: join(home, "test/certs/localhost/key.pem"),
      httpPort: ports.http,
      tlsPort: ports.tls,
      ocspResponderURL: "",
      externalAccountBindingRequired: false,
      profiles: { default: { description: "a short life", validityPeriod: seconds } },
    },
  }))
  const said: string[] = []
  const start = (name: string, args: string[]): ChildProcess => {
    const child = spawn(join(folder, name), args, { env: { ...process.env, PEBBLE_VA_NOSLEEP: "1", PEBBLE_WFE_NONCEREJECT: "0" }, stdio: ["ignore", "pipe", "pipe"] })
    for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (text: Buffer) => said.push(String(text)))
    return child
  }
  const servers = [
    start("pebble-challtestsrv", ["-dnsserver", `127.0.0.1:${dns}`, "-management", `127.0.0.1:${told}`, "-http01", "", "-https01", "", "-tlsalpn01", "", "-doh", "", "-defaultIPv4", "127.0.0.1", "-defaultIPv6", ""]),
    start("pebble", ["-config", config, "-dnsserver", `127.0.0.1:${dns}`]),
  ]
  // Its own address is certified by its makers, whom nobody else trusts.
  const ca = join(home, "test/certs/pebble.minica.pem")
  const makers = await readFile(ca)
  const ask = (path: string): Promise<string> =>
    new Promise((answered, failed) => {
      get(`https://localhost:${manage}${path}`, { ca: makers }, async (answer) => answered((await answer.toArray()).join(""))).on("error", failed)
    })
  const end = Date.now() + 30_000
  for (;;) {
    if (await ask("/roots/0").catch(() => null)) break
    if (Date.now() > end) throw new Error("the authority did not open: " + said.join("").slice(-2000))
    await new Promise((turn) => setTimeout(turn, 50))
  }
  return {
    directory: `https://localhost:${listen}/dir`,
    ca,
    root: () => ask("/roots/0"),
    between: () => ask("/intermediates/0"),
    forget: async (host) => void (await fetch(`http://127.0.0.1:${told}/set-servfail`, { method: "POST", body: JSON.stringify({ host }) })),
    async close() {
      for (const server of servers) if (server.exitCode === null) await new Promise((gone) => { server.once("exit", gone); server.kill("SIGTERM") })
      await rm(folder, { recursive: true, force: true })
    },
  }
}
