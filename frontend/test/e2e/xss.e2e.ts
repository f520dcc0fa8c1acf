// Hostile text through every field that a person can fill, looked at on every screen that shows it: it stands there letter by letter, no part of it
// becomes an element, nothing of it runs, nobody foreign is called, and the browser has no breach of the page's policy to tell.
import { afterAll, beforeAll, expect, test } from "vitest"
import { command, desktop, place, read, rt, wall } from "./hands"
import { openTown, type Device, type Town } from "./town"
import { packed, payloads, short } from "./xss"
import { trusted, watch, type Watch } from "./xssWatch"

const far = "33.74.08.1006/RW09/RT01"
const counted = new Map<string, Set<string>>() // by field, the payloads that stood on a screen
let looks = 0

let town: Town
type Seen = Device & Watch
const people: Record<string, Seen> = {}
const as = (login: string): Seen => people[login]!

async function seen(login: string, size?: { width: number; height: number }): Promise<void> {
  const device = await town.visit(login, size)
  people[login] = { ...device, ...(await watch(device, town.url)) }
}

beforeAll(async () => {
  town = await openTown()
  for (const login of ["warga", "rt", "warga2", "rt2"]) await seen(login)
  for (const login of ["staf", "nakes"]) await seen(login, desktop)
  await seen("lurah", wall)
}, 300_000)
afterAll(async () => {
  const pairs = [...counted.values()].reduce((sum, { size }) => sum + size, 0)
  console.log(`measured: ${payloads.length} payloads, ${pairs} payload × field pairs on ${looks} screens\n` + [...counted].map(([field, { size }]) => `  ${String(size).padStart(4)}  ${field}`).join("\n"))
  await town?.close()
})

/** Looks at a screen on which the texts must stand, and notes that they did. */
async function look(who: Seen, field: string, texts: readonly string[]): Promise<void> {
  await who.check(texts, field + " at " + who.page.url().slice(0, 80))
  looks++
  counted.set(field, new Set([...(counted.get(field) ?? []), ...texts]))
}

async function done(who: Seen, move: string, body: object): Promise<string> {
  const answer = await command(who.page, move, body)
  expect([move, answer.status < 300, answer.body.detail]).toEqual([move, true, undefined])
  return answer.body.case.id as string
}

/** On the desk a case stands in the list; its row opens the file. */
async function atDesk({ page }: Seen, id: string): Promise<void> {
  await page.locator("#row-" + id + " button").first().click()
  await page.locator(".file").first().waitFor()
}

test("what a household asks for, at home and with the head; once verified, at the desk", { timeout: 600_000 }, async () => {
  const packs = packed(500)
  for (const [at, texts] of packs.entries()) {
    const id = await done(as("warga"), "aid/request", { area: rt, need: "sembako", people: 1, note: texts.join("\n") })
    await place(as("warga").page, "kasus/" + id, ".facts")
    await look(as("warga"), "aid note", texts)
    await place(as("rt").page, "kasus/" + id, ".facts")
    await look(as("rt"), "aid note", texts)
    if (at >= 8) continue
    if (at % 2 === 0) {
      await done(as("rt"), "aid/verify", { case: id })
      await atDesk(as("staf"), id)
      await look(as("staf"), "aid note", texts)
    } else {
      const answer = packs[packs.length - 1 - at]!
      await done(as("rt"), "aid/return", { case: id, reason: "lainnya", note: answer.join("\n") })
      await place(as("warga").page, "kasus/" + id, ".facts")
      await look(as("warga"), "aid answer", answer)
    }
  }
  await place(as("warga").page, "data", ".facts")
  await look(as("warga"), "aid note", packs[0]!)
})

test("who is ill and who comes, to the head and to the puskesmas", { timeout: 600_000 }, async () => {
  const [names, notes, origins, guests] = [packed(80).slice(0, 12), packed(500).slice(4, 16), packed(80).slice(-12), packed(200).slice(0, 12)]
  for (const [at, who] of names.entries()) {
    const id = await done(as("warga"), "isolation/report", { area: rt, who: who.join("\n"), note: notes[at]!.join("\n"), since: today(), breathless: false, temp_c: 37 })
    await place(as("rt").page, "kasus/" + id, ".facts")
    await look(as("rt"), "isolation who", who)
    await look(as("rt"), "isolation note", notes[at]!)
    if (at < 4) {
      await done(as("rt"), "isolation/verify", { case: id })
      await atDesk(as("nakes"), id)
      await look(as("nakes"), "isolation who", who)
      await look(as("nakes"), "isolation note", notes[at]!)
    }
    const guest = await done(as("warga2"), "arrival/register", { area: far, kind: "returnee", from: origins[at]!.join("\n"), names: guests[at]!.join("\n"), arrived: today(), people: 1 })
    await place(as("rt2").page, "kasus/" + guest, ".facts")
    await look(as("rt2"), "arrival from", origins[at]!)
    await look(as("rt2"), "arrival names", guests[at]!)
  }
})

test("a word past the head, and the answer to it", { timeout: 300_000 }, async () => {
  for (const texts of packed(1000).slice(0, 8)) {
    const id = await done(as("warga"), "direct/send", { area: rt, about: "other", text: texts.join("\n") })
    await atDesk(as("staf"), id)
    await look(as("staf"), "direct text", texts)
    await done(as("staf"), "direct/take_up", { case: id })
    await done(as("staf"), "direct/answer", { case: id, text: [...texts].reverse().join("\n") })
    await place(as("warga").page, "kasus/" + id, ".facts")
    await look(as("warga"), "direct answer", texts)
  }
})

test("names: whoever is let in stands in the head's list and on their own phone", { timeout: 300_000 }, async () => {
  const names = short(60).slice(0, 48)
  const { houses } = (await read(as("rt").page, "houses?area=" + rt)) as { houses: { area: string }[] }
  for (let at = 0; at < names.length; at += 6) {
    const made = await command(as("rt").page, "invites", { house: houses[at / 6]!.area })
    for (const name of names.slice(at, at + 6)) {
      const let_in = await fetch(town.url + "/api/v1/invites/accept", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ code: made.body.invite.code, name }) })
      expect([name, let_in.status]).toEqual([name, 200])
    }
  }
  await place(as("rt").page, "tugas/hp-hilang", ".finder")
  for (const name of names) {
    const flat = name.replace(/ +/g, " ").trim()
    await as("rt").page.getByRole("combobox").fill(flat)
    await as("rt").page.locator("[role=option]").filter({ hasText: flat }).first().waitFor()
    await look(as("rt"), "name", [name])
  }
})

test("what is typed and not taken: a list of heads, a number for paper", { timeout: 300_000 }, async () => {
  const { page } = as("lurah")
  await page.goto(town.url + "/masuk#siap/ketua")
  for (const texts of packed(2000).slice(0, 4)) {
    const columns = texts.join("\n").replaceAll(",", ";")
    await page.getByLabel("Daftar ketua").fill(columns)
    await page.getByRole("button", { name: "Periksa daftar" }).click()
    await page.locator(".faults li").first().waitFor()
    await look(as("lurah"), "list of heads", columns.split("\n"))
  }
  const paper = as("rt").page
  await place(paper, "tugas/cetak", "[type=radio]")
  for (const text of short(30).slice(0, 40)) {
    await paper.getByLabel("Nomor telepon di lembar").fill(text)
    await look(as("rt"), "number on paper", [text])
  }
})

test("a file's name and what a camera wrote beside the picture", { timeout: 120_000 }, async () => {
  const { page } = as("warga")
  await place(page, "lapor/aid/request", ".pick")
  for (const text of short(120).filter((one) => !one.includes("/")).slice(0, 24)) {
    await page.getByLabel("Pilih dari HP").setInputFiles({ name: text + ".jpg", mimeType: "image/jpeg", buffer: Buffer.from("\xff\xd8\xff\xfe\x00\x40" + text.slice(0, 62), "latin1") })
    await page.getByText("Berkas ini bukan foto. Pilih foto lain.").waitFor()
    await as("warga").check([], "file name")
    counted.set("file name", new Set([...(counted.get("file name") ?? []), text]))
  }
})

test("addresses: whatever stands behind # or ? is no part of a page", { timeout: 600_000 }, async () => {
  const pages: [string, string, (text: string) => string][] = [
    ["warga", "address of the phone", (text) => "/#/" + text], ["warga", "address of a case", (text) => "/#/kasus/" + text], ["warga", "address of a form", (text) => "/#/lapor/" + text + "/request"],
    ["rt2", "address of the page for all", (text) => "/terbuka#" + text], ["warga2", "address of an invite", (text) => "/masuk#undangan/" + text], ["lurah", "address of the board", (text) => "/papan#" + text], ["staf", "address of the desk", (text) => "/meja?q=" + text],
  ]
  for (const [login, field, at] of pages) {
    const whole = field.startsWith("address of the desk") || field.endsWith("board")
    // A new page each time takes a while, so those two have fewer; names that every object has by birth are in all of them.
    for (const text of payloads.filter((one, n) => n % (whole ? 12 : 2) === 0 || /^[_a-z]+$/.test(one))) {
      await as(login).page.goto(town.url + at(text))
      await as(login).check([], field + ": " + text)
      counted.set(field, new Set([...(counted.get(field) ?? []), text]))
    }
    looks++
  }
})

test("five hundred payloads and more went through fields", () => {
  expect([...counted.values()].reduce((sum, { size }) => sum + size, 0)).toBeGreaterThanOrEqual(500)
  expect(payloads.length).toBeGreaterThanOrEqual(250)
})

test("a page that forgets itself is stopped by the browser, and the watch sees it", async () => {
  for (const { page, check } of Object.values(people)) {
    expect(await trusted(page)).toEqual([true, true, true, true])
    await expect(check()).rejects.toThrow("to deeply equal")
  }
})

const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
