// A name of one's own: the certificate comes by itself from a real authority (private, short lived), is served, is renewed; a browser
// that trusts that authority signs in over https under a name that is not this machine's; a name whose DNS is not right is said.
import { createHash, X509Certificate } from "node:crypto"
import { stat } from "node:fs/promises"
import { request } from "node:http"
import { connect, type PeerCertificate } from "node:tls"
import { afterAll, beforeAll, expect, test } from "vitest"
import { desktop, shoot } from "./hands"
import { openAuthority, type Authority } from "./pebble"
import { freePort, openTown, type Device, type Town } from "./town"

const name = "jogo.contoh.test"
const lost = "belum.contoh.test"
const lives = 40

let authority: Authority
let town: Town
let http = 0
let https = 0
let root = ""
let signer = ""

/** What is served under the name, proved against the authority's root alone. */
const served = (): Promise<PeerCertificate> =>
  new Promise((seen, failed) => {
    const socket = connect({ host: "127.0.0.1", port: https, servername: name, ca: root }, () => {
      seen(socket.getPeerCertificate())
      socket.end()
    })
    socket.once("error", failed)
  })

/** The browser trusts that one authority: by the fingerprint of the key that signs, in a profile of its own. */
const trusting = (): string[] => {
  const key = new X509Certificate(signer).publicKey.export({ type: "spki", format: "der" })
  return [`--ignore-certificate-errors-spki-list=${createHash("sha256").update(key).digest("base64")}`, `--host-resolver-rules=MAP ${name} 127.0.0.1`]
}

beforeAll(async () => {
  http = await freePort()
  https = await freePort()
  authority = await openAuthority({ http, tls: https }, lives)
  await authority.forget(lost)
  root = await authority.root()
  signer = await authority.between()
  town = await openTown({ JT_ADDR: `127.0.0.1:${https}`, JT_LIMITS: "off" }, { seat: () => ({
    url: `https://${name}:${https}`,
    env: { JT_DOMAIN: `${name},${lost}`, JT_HTTP_ADDR: `127.0.0.1:${http}`, JT_ACME_DIRECTORY: authority.directory, JT_ACME_CA: authority.ca },
    stands: async () => Boolean(await served().catch(() => null)),
  }) })
}, 300_000)
afterAll(async () => {
  await town?.close()
  await authority?.close()
})

test("plain http leads to https, and to no other name", async () => {
  const to = (host: string) =>
    new Promise<[number, string | undefined]>((done, failed) =>
      request({ host: "127.0.0.1", port: http, path: "/papan?x=1", headers: { Host: host } }, (answer) => { answer.resume(); done([answer.statusCode!, answer.headers.location]) }).on("error", failed).end(),
    )
  expect(await to(name)).toEqual([301, `https://${name}/papan?x=1`])
  expect(await to(`${name}:${http}`)).toEqual([301, `https://${name}:${https}/papan?x=1`])
  expect((await to("lain.contoh.test"))[0]).toBe(404)
})

let warga: Device

test("somebody signs in under the name: a cookie of this host alone, the worker, and the line", async () => {
  warga = await town.device("warga", undefined, trusting())
  await town.enter(warga, "warga")
  const { page, context } = warga
  await page.locator(".choice").first().waitFor()
  expect(await page.evaluate(() => isSecureContext)).toBe(true)
  expect((await context.cookies()).map((one) => [one.name, one.secure, one.httpOnly, one.domain])).toEqual([["__Host-jt", true, true, name]])
  expect(await page.evaluate(async () => (await fetch("/api/v1/about")).headers.get("strict-transport-security"))).toContain("max-age=")
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  const lurah = await town.device("lurah", desktop, trusting())
  await town.enter(lurah, "lurah")
  await lurah.page.locator(".status", { hasText: "Langsung" }).waitFor()
  await page.locator(".choice", { hasText: "Butuh bantuan" }).tap()
  await page.getByText("Sembako", { exact: true }).tap()
  await page.getByRole("button", { name: "Kirim" }).tap()
  await page.locator("li[aria-current=step] .clock").waitFor()
  await lurah.page.locator(".feed li").first().waitFor()
  await shoot(lurah.page, "domain-board")
  expect([...warga.errors, ...lurah.errors]).toEqual([])
})

test("a certificate that ends soon is exchanged by itself, and nobody notices", async () => {
  const first = await served()
  const end = Date.now() + lives * 1000
  let now = first
  while (now.serialNumber === first.serialNumber && Date.now() < end) {
    await new Promise((turn) => setTimeout(turn, 250))
    now = await served()
  }
  expect(now.serialNumber).not.toBe(first.serialNumber)
  expect(Date.parse(now.valid_to)).toBeGreaterThan(Date.parse(first.valid_to))
  await warga.page.reload()
  await warga.page.locator(".choice, .card").first().waitFor()
})

test("a name whose DNS is not right is said with what it lacks; the server stands and goes on trying", async () => {
  const said = () => town.said().split("\n").filter((line) => line.startsWith(`Sertifikat untuk ${lost}`))
  await expect.poll(said, { timeout: 50_000 }).toEqual([`Sertifikat untuk ${lost} belum didapat: DNS nama itu (A atau AAAA) harus menunjuk ke alamat publik mesin ini, kini tidak ada alamat, dan port 80 dan 443 harus terbuka dari internet. Dicoba lagi dalam 2 menit.`])
  expect((await served()).subject).toBeTruthy()
})

test("keys and certificates are the server's user's alone", async () => {
  expect((await stat(town.data() + "/certs")).mode & 0o777).toBe(0o700)
})
