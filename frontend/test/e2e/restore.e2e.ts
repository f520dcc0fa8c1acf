// The server's disk is lost after the backup. It is restored on an empty one, and real phones come back: what was filed and judged since
// is filled in by them, by itself and once, with its photo; who joined since comes in again and takes their own along.
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { forEverybody, onPhone, place, queueOf, read, shoot, status, waitingOf } from "./hands"
import { camera } from "./shots"
import { openTown, type Device, type Town } from "./town"


let town: Town
let warga: Device
let rt: Device
let baru: Device
let safe = ""
let report = ""
let hers = ""

beforeAll(async () => {
  safe = await mkdtemp(join(tmpdir(), "jogotonggo-safe-"))
  town = await openTown()
  warga = await town.visit("warga")
  rt = await town.visit("rt")
  for (const { page } of [warga, rt]) await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
})
afterAll(async () => {
  await town?.close()
  await rm(safe, { recursive: true, force: true })
})

/** The phone has heard which lineage of the database it belongs to. */
const knowsItsServer = ({ page }: Device) => expect.poll(async () => (JSON.parse(await onPhone(page)) as { name: string }[][])[0]!.some(({ name }) => name === "epoch"), { timeout: 20_000 }).toBe(true)

type Log = { events: { id: string; case: string; type: string }[] }
const logOf = async ({ page }: Device) => ((await read(page, "log?area=33.74.08.1006&limit=1000")) as Log).events

async function file({ page }: Device, need: string, photo?: Buffer): Promise<string> {
  await place(page, "lapor/aid/request", ".form")
  await page.getByText(need, { exact: true }).click()
  if (photo) {
    await page.getByLabel("Pilih dari HP").setInputFiles({ name: "atap.jpg", mimeType: "image/jpeg", buffer: photo })
    await page.locator(".photo img").waitFor()
  }
  await page.getByRole("button", { name: "Kirim", exact: true }).click()
  await page.waitForURL(/#\/kasus\//)
  await expect.poll(() => waitingOf(page), { timeout: 30_000 }).toBe(0)
  return page.url().split("/").at(-1)!
}

/** The head shows the code of house 29, and somebody comes in by it. */
async function comeIn({ page }: Device): Promise<void> {
  await rt.page.goto(town.url + "/#/")
  await rt.page.goto(town.url + "/#/rumah")
  const [answer] = await Promise.all([
    rt.page.waitForResponse((one) => one.url().endsWith("/api/v1/invites")),
    rt.page.locator(".rows .opener", { hasText: "No. 29" }).click(),
  ])
  const { invite } = (await answer.json()) as { invite: { code: string } }
  await page.goto("about:blank")
  await page.goto(`${town.url}/masuk#undangan/${invite.code}`)
  await page.getByLabel("Nama").fill("Yanti")
  await page.getByRole("button", { name: "Masuk" }).click()
  await page.getByText(/^Sugeng .*, Yanti$/).waitFor()
}

test("a backup is made onto a stick, and only its sheet opens it", async () => {
  const sheet = await town.run("backup", "keys")
  expect(sheet).toContain("LEMBAR PEMULIHAN")
  await writeFile(join(safe, "lembar.txt"), sheet)
  expect(await town.run("backup", "--to", safe)).toContain("Backup whole and read back")
  expect((await readdir(safe)).filter((name) => name.endsWith(".age"))).toHaveLength(2)
})

test("after it a report with a photo is filed and verified, and somebody new joins and files too", async () => {
  await knowsItsServer(warga)
  await knowsItsServer(rt)
  report = await file(warga, "Sembako", await camera(warga.page))
  await place(rt.page, "kotak", ".card.first")
  await rt.page.getByRole("button", { name: "Benar" }).click()
  await expect.poll(async () => (await logOf(rt)).some(({ type, case: of }) => type === "verify" && of === report), { timeout: 30_000 }).toBe(true)
  await expect.poll(() => waitingOf(rt.page), { timeout: 30_000 }).toBe(0)
  baru = await town.device("baru")
  await comeIn(baru)
  await baru.page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await knowsItsServer(baru)
  hers = await file(baru, "Popok dan susu")
  await place(rt.page, "kotak", ".screen")
}, 120_000)

test("the disk is lost and the backup restored: the phones fill in what is missing, once, and say so", async () => {
  await town.crash()
  await town.loseDisk()
  const [ledger] = (await readdir(safe)).filter((name) => /Z\.age$/.test(name))
  expect(await town.run("restore", join(safe, ledger!), "--identity", join(safe, "lembar.txt"))).toContain("Restored the backup")
  // The household is away for now: what the head judged has nothing to stand on yet.
  await warga.kill()
  await town.revive()
  await rt.page.locator(".strip", { hasText: "Server dipulihkan dari cadangan." }).waitFor({ timeout: 60_000 })
  expect((await logOf(rt)).map(({ case: of }) => of)).not.toContain(report)
  await shoot(rt.page, "restore-head-waits")

  warga = await town.device("warga")
  await warga.page.goto(town.url + "/")
  await warga.page.locator(".strip", { hasText: "1 laporan Bapak/Ibu sudah dikirim ulang." }).waitFor({ timeout: 60_000 })
  await shoot(warga.page, "restore-sent-again")
  await forEverybody(warga, ".strip .seen")
  await expect.poll(async () => (await logOf(rt)).filter(({ case: of }) => of === report).map(({ type }) => type), { timeout: 60_000 }).toEqual(["request", "verify"])
  await expect.poll(() => waitingOf(rt.page), { timeout: 30_000 }).toBe(0)
  await rt.page.locator(".strip", { hasText: "sudah dikirim ulang." }).waitFor()

  const { case: whole } = (await read(warga.page, "cases/" + report)) as { case: { state: string; data: { photo: string } } }
  expect(whole.state).toBe("verified")
  expect(await status(rt.page, "photos/" + whole.data.photo)).toBe(200)
}, 180_000)

test("read and put away, it stays away, and nothing goes out another time", async () => {
  const { page } = warga
  const before = await logOf(rt)
  await page.getByRole("button", { name: "Mengerti" }).click()
  await page.locator(".strip").waitFor({ state: "detached" })
  await page.reload()
  await page.locator(".choice.nila").first().waitFor()
  expect((await queueOf(page)).map(({ state }) => state)).toEqual(["sent"])
  expect(await page.locator(".strip").count()).toBe(0)
  expect(await logOf(rt)).toEqual(before)
})

test("who joined after the backup is told how to come in again, and takes the own report along", async () => {
  const { page } = baru
  await page.waitForURL((at) => at.pathname === "/masuk", { timeout: 60_000 })
  await page.getByText("Minta QR rumah lagi ke Ketua RT.").waitFor()
  await page.locator(".people", { hasText: "1 laporan menunggu" }).waitFor()
  await shoot(page, "restore-door")
  await forEverybody(baru, ".people .opener")
  await comeIn(baru)
  await page.locator(".strip", { hasText: "1 laporan Yanti belum terkirim ulang. Milik Bapak/Ibu?" }).waitFor({ timeout: 30_000 })
  await page.locator(".card, .empty").first().waitFor()
  await shoot(page, "restore-whose")
  await page.getByRole("button", { name: "Ya, kirim" }).click()
  await expect.poll(async () => (await logOf(rt)).filter(({ case: of }) => of === hers).map(({ type }) => type), { timeout: 30_000 }).toEqual(["request"])
  await page.locator(".strip").waitFor({ state: "detached" })
  expect(((await read(page, "me/data")) as { cases: { id: string }[] }).cases.map(({ id }) => id)).toContain(hers)
}, 120_000)

test("the restored ledger proves itself, and no page broke its policy", async () => {
  expect([warga, rt, baru].flatMap(({ errors }) => errors)).toEqual([])
  expect(await town.run("verify")).toContain("clean")
})
