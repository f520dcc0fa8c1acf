// Every picture of the README and the guides, as one line each: whose screen, where, what makes it look so, what shows that it does.
// `make shots` takes them of the real app; `make test` takes them again and fails where one is stale. They build on one another.
import type { Page } from "playwright-core"
import { expect } from "vitest"
import { command, desktop, rt, wall } from "./hands"

/** A page of the town for whoever is named; the same one each time. */
export type Cast = (login: string, size?: { width: number; height: number }) => Promise<Page>
export type Picture = { name: string; as: string; size?: { width: number; height: number }; sign: string; take: (page: Page, cast: Cast) => Promise<unknown> }

const at = (page: Page, hash: string) => page.goto(new URL("/#/" + hash, page.url()).href)
const tap = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).first().click()
const newest = async (page: Page): Promise<string> => ((await page.evaluate(async () => (await (await fetch("/api/v1/cases?service=aid")).json()).cases)) as { id: string }[])[0]!.id

async function ask(page: Page, move: string, body: object): Promise<string> {
  const answer = await command(page, move, body)
  expect([move, answer.status < 300, answer.body.detail]).toEqual([move, true, undefined])
  return answer.body.case.id as string
}

/** Whoever has answered once whether to be told is not asked again. */
async function unasked(page: Page): Promise<void> {
  await page.getByText("Mau diberi kabar").waitFor()
  await tap(page, "Tidak usah")
  await page.getByText("Mau diberi kabar").waitFor({ state: "detached" })
  await page.evaluate(() => document.querySelectorAll("*").forEach((one) => (one.scrollTop = 0)))
}

/** Other households asked too, and their heads said Benar: a desk has something to do. */
async function busy(cast: Cast): Promise<void> {
  const [neighbour, head, far, judge] = [await cast("tetangga"), await cast("rt"), await cast("warga2"), await cast("rt2")]
  const there = "33.74.08.1006/RW09/RT01"
  await ask(head, "aid/verify", { case: await ask(neighbour, "aid/request", { area: rt, need: "obat", people: 2, urgent: true }) })
  await ask(judge, "aid/verify", { case: await ask(far, "aid/request", { area: there, need: "air", people: 3 }) })
  await ask(judge, "aid/verify", { case: await ask(far, "aid/request", { area: there, need: "popok", people: 1 }) })
}

/** Zones as a kelurahan had them in 2021: most calm, few not. */
async function coloured(cast: Cast): Promise<void> {
  const counter = await cast("rw")
  for (const [place, houses] of [["RT01", 1], ["RT03", 2], ["RT05", 4], ["RT06", 7]] as const) await ask(counter, "zone/count", { area: "33.74.08.1006/RW04/" + place, houses })
}

export const pictures: readonly Picture[] = [
  {
    name: "minta-bantuan", as: "warga", sign: ".form",
    async take(page) {
      await at(page, "lapor/aid/request")
      await page.getByText("Sembako", { exact: true }).click()
      for (let n = 1; n < 4; n++) await tap(page, "Tambah")
      await page.locator("textarea").first().fill("Susu untuk balita")
      await page.locator("textarea").first().blur()
    },
  },
  { name: "terkirim", as: "warga", sign: "li[aria-current=step] .clock:not(.unsent)", take: (page) => tap(page, "Kirim") },
  { name: "beranda", as: "warga", sign: ".card .clock", take: async (page) => { await at(page, "beranda"); await unasked(page); await page.getByText("Kabar pagi").first().waitFor() } },
  { name: "kotak-masuk", as: "rt", sign: ".card.first .top .plate", take: async (page) => { await at(page, "kotak"); await unasked(page) } },
  { name: "rumah-qr", as: "rt", sign: ".qr path", take: async (page) => { await at(page, "rumah"); await page.locator(".rows .opener", { hasText: "No. 12" }).click() } },
  {
    name: "meja", as: "staf", size: desktop, sign: ".doing .main",
    async take(page, cast) {
      await ask(await cast("rt"), "aid/verify", { case: await newest(await cast("warga")) })
      await busy(cast)
      await page.locator(".queue tbody tr", { hasText: "Sembako, 4 orang" }).click()
      await page.locator(".queue tbody tr").nth(3).waitFor()
      await page.locator(".detail .book").waitFor()
    },
  },
  {
    name: "kode-terima", as: "warga", sign: ".code .plate",
    async take(page, cast) {
      const id = await newest(page)
      for (const move of ["claim", "dispatch"]) await ask(await cast("relawan"), "aid/" + move, { case: id })
      await at(page, "kasus/" + id)
      await page.locator("li[aria-current=step]", { hasText: "Sedang diantar" }).waitFor()
    },
  },
  {
    name: "tersimpan", as: "warga2", sign: "li[aria-current=step]",
    async take(page) {
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
      await page.context().setOffline(true)
      await at(page, "lapor/aid/request")
      await page.getByText("Obat", { exact: true }).click()
      await tap(page, "Kirim")
      await page.getByText("Tersimpan di HP, belum terkirim.").first().waitFor()
    },
  },
  {
    name: "isolasi-kabar", as: "warga", sign: ".family",
    async take(page, cast) {
      const ill = await ask(page, "isolation/report", { area: rt, who: "Pak Joko", since: "2026-11-20", breathless: false, temp_c: 38.1 })
      await ask(await cast("rt"), "isolation/verify", { case: ill })
      await ask(await cast("nakes", desktop), "isolation/start", { case: ill, class: "confirmed" })
      await at(page, "beranda")
      await at(page, "kabar")
      await page.getByText(/^Hari ke-4/).waitFor()
    },
  },
  {
    name: "bahaya", as: "tetangga", sign: "[role=alertdialog] a[href='tel:119']",
    async take(page) {
      await at(page, "lapor/isolation/report")
      await page.getByLabel("Siapa yang sakit?").fill("Pak Bambang")
      await page.getByLabel("Sejak kapan?").fill("2026-11-21")
      await page.locator("fieldset", { hasText: "Sesak napas?" }).first().getByText("Ya", { exact: true }).click()
      await tap(page, "Kirim")
      await page.getByText(/Terkirim \d\d\.\d\d/).waitFor()
    },
  },
  {
    name: "papan", as: "lurah", size: wall, sign: ".tile",
    async take(page, cast) {
      await coloured(cast)
      await page.locator(`.tile[data-area="33.74.08.1006/RW04/RT06"]`, { hasText: "Merah" }).waitFor()
    },
  },
  {
    name: "alarm", as: "warga", sign: "dialog.full.alarm[open]",
    async take(_, cast) {
      const head = await cast("rt")
      await at(head, "kentongan/bunyikan")
      await head.locator(".kinds button", { hasText: "Kebakaran" }).click()
    },
  },
  { name: "papan-alarm", as: "lurah", size: wall, sign: ".alarmed .alarmtile.here", take: async () => {} },
]
