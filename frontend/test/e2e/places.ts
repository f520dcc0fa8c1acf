// Every screen of every app, and the states worth looking at. A screen of yours is one line here; everyone.e2e.ts fails for one that is missing.
import type { Page } from "playwright-core"
import { desktop, wall } from "./hands"
import type { Device } from "./town"

/** `at` may name a case of the scene in braces: {filed}, {coming}, {ill}. `sign` is what shows that the screen stands. */
export type Place = { as: string; at: string; sign: string; state?: string; act?: (page: Page, device: Device) => Promise<unknown>; size?: { width: number; height: number } }

const press = (name: string | RegExp) => (page: Page) => page.getByRole("button", { name, exact: true }).first().click()
const offline = (_: Page, { context }: Device) => context.setOffline(true)

const drawer = (name: string) => (page: Page) => page.locator(".rail button", { hasText: name }).click()

async function askForRice(page: Page): Promise<void> {
  await page.goto(new URL("/#/lapor/aid/request", page.url()).href)
  await page.getByText("Sembako", { exact: true }).click()
  await page.getByRole("button", { name: "Kirim", exact: true }).click()
  await page.locator(".line li.now").waitFor()
}

/** A server that says no to what waited: the reason and the ways on stand in the queue. */
async function refuse(page: Page): Promise<void> {
  const no = { type: "about:blank", title: "Ditolak", status: 422, code: "invalid", detail: "Periksa isian.", fields: [{ field: "people", code: "max", message: "Paling banyak 50 orang." }] }
  await page.route("**/api/v1/aid/request", (route) => route.fulfill({ status: 422, contentType: "application/problem+json", body: JSON.stringify(no) }))
  await page.goto(new URL("/#/lapor/aid/request", page.url()).href)
  await page.getByText("Obat", { exact: true }).click()
  await page.getByRole("button", { name: "Kirim", exact: true }).click()
  await page.waitForURL(/#\/(kasus|antrean|perbaiki)/)
  await page.goto(new URL("/#/antrean", page.url()).href)
  await page.locator(".queued .wrong").first().waitFor()
  await page.unroute("**/api/v1/aid/request")
}

async function breathless(page: Page): Promise<void> {
  await page.getByLabel("Siapa yang sakit?").fill("Pak Joko")
  await page.getByLabel("Sejak kapan?").fill("2026-11-21")
  await page.locator("fieldset", { hasText: "Sesak napas?" }).first().getByText("Ya", { exact: true }).click()
  await page.getByRole("button", { name: "Kirim", exact: true }).click()
}

const phone: Place[] = [
  // a neighbour
  { as: "warga", at: "/#/", sign: ".card .clock" },
  { as: "warga", at: "/#/", state: "menu", sign: "dialog", act: press("Menu") },
  { as: "warga", at: "/#/beranda", state: "offline", sign: ".strip", act: offline },
  { as: "tetangga", at: "/#/beranda", state: "empty", sign: ".empty" },
  { as: "warga", at: "/#/lapor/aid/request", sign: ".form" },
  { as: "warga", at: "/#/lapor/aid/request", state: "refused", sign: ".why", act: press("Kirim") },
  { as: "warga", at: "/#/lapor/isolation/report", sign: ".measure" },
  { as: "warga", at: "/#/lapor/isolation/report", state: "refused", sign: ".why", act: press("Kirim") },
  { as: "warga", at: "/#/kasus/{filed}", sign: ".line .clock" },
  { as: "warga", at: "/#/kasus/{filed}", state: "sheet", sign: "dialog", act: press("Tarik laporan") },
  { as: "warga", at: "/#/kasus/{coming}", state: "code", sign: ".code .plate" },
  { as: "warga", at: "/#/kasus/{ill}", state: "isolation", sign: ".facts" },
  { as: "warga", at: "/#/kabar", sign: ".family" },
  { as: "warga", at: "/#/kabar", state: "sheet", sign: "dialog .form", act: press("Ada yang beda") },
  { as: "warga", at: "/#/antrean", state: "empty", sign: ".empty" },
  { as: "warga", at: "/#/perbaiki/tidak-ada", sign: ".empty" },
  { as: "warga", at: "/#/tidak-ada", state: "missing", sign: ".empty" },
  { as: "warga", at: "/#/kabar-hp", sign: "h1" },
  { as: "warga", at: "/#/orang", sign: ".people .opener" },
  { as: "warga", at: "/#/untuk/tidak-ada", sign: ".people .opener" },
  { as: "warga", at: "/#/darurat", sign: "a[href^=tel]" },
  { as: "warga", at: "/#/data", sign: ".facts" },
  { as: "warga", at: "/#/data/siapa", sign: ".scroll *" },
  { as: "warga", at: "/#/data/persetujuan", sign: ".scroll *" },
  { as: "warga", at: "/#/data/hapus", sign: ".scroll *" },
  { as: "warga", at: "/#/data/langsung", sign: ".scroll *" },
  { as: "warga", at: "/#/saksi/{coming}", sign: ".scroll *" },
  // the kentongan
  { as: "warga", at: "/#/kentongan", sign: ".scroll *" },
  { as: "warga", at: "/#/kentongan/bunyikan", sign: "h1" },
  { as: "rt", at: "/#/kentongan/cek/tidak-ada", sign: "h1" },
  { as: "rt", at: "/#/kentongan/pos", sign: "h1" },
  { as: "rt", at: "/#/kentongan/ketukan", sign: "h1" },
  // heads, volunteers, others with an office
  { as: "rt", at: "/#/", sign: ".card.first .top .plate" },
  { as: "rt", at: "/#/kotak", state: "sheet", sign: "dialog .option", act: press("Belum sesuai") },
  { as: "rt", at: "/#/rumah", sign: ".rows .opener" },
  { as: "rt", at: "/#/rumah", state: "invite", sign: ".qr path", act: (page) => page.locator(".rows .opener").first().click() },
  { as: "rt", at: "/#/beranda", state: "duties", sign: ".choice" },
  { as: "rt", at: "/#/tugas", sign: ".rows .opener" },
  { as: "rw", at: "/#/tugas", sign: ".rows .opener" },
  { as: "warga", at: "/#/tugas", state: "not yours", sign: ".empty" },
  { as: "rt", at: "/#/tugas/pengganti", sign: ".finder" },
  { as: "rt", at: "/#/tugas/pengganti", state: "list", sign: "[role=option]", act: (page) => page.getByRole("combobox").click() },
  { as: "rt", at: "/#/tugas/pengganti", state: "refused", sign: ".why", act: press("Tunjuk pengganti") },
  { as: "rw", at: "/#/tugas/pengganti", state: "no stand-in", sign: ".says", act: (page) => page.getByText("Tidak ada pengganti").click() },
  { as: "rt", at: "/#/tugas/hp-hilang", sign: ".finder" },
  { as: "rw", at: "/#/tugas/hp-hilang", sign: "select" },
  { as: "rt", at: "/#/tugas/hp-hilang", state: "refused", sign: ".why", act: press("Tampilkan kode") },
  { as: "rt", at: "/#/tugas/hp-hilang", state: "code", sign: ".qr", act: async (page) => {
    await page.getByRole("combobox").fill("Bambang K")
    await page.keyboard.press("Enter")
    await press("Tampilkan kode")(page)
  } },
  { as: "rt", at: "/#/tugas/cetak", sign: "[type=radio]" },
  { as: "rw", at: "/#/tugas/cetak", sign: "select" },
  { as: "rt", at: "/#/tugas/formulir", sign: ".mini" },
  { as: "warga", at: "/#/tugas/cetak", state: "not yours", sign: ".empty" },
  { as: "rt", at: "/#/tugas/kertas", state: "before", sign: "[type=radio]" },
  { as: "rt", at: "/#/tugas/kertas", state: "typing", sign: ".finder", act: press("Mulai mengisi") },
  { as: "rt", at: "/#/tugas/kertas", state: "refused", sign: ".why", act: press("Simpan dan berikutnya") },
  { as: "kader", at: "/#/tugas", sign: ".rows .opener" },
  { as: "kader", at: "/#/tugas/kertas", sign: "select" },
  { as: "warga", at: "/#/tugas/kertas", state: "not yours", sign: ".empty" },
  { as: "relawan", at: "/#/relawan", sign: ".rows .opener" },
  { as: "relawan", at: "/#/kasus/{coming}", state: "held", sign: ".bar .main" },
  { as: "relawan", at: "/#/minta-saksi/{coming}", sign: ".qr path" },
  { as: "rt", at: "/#/titip/baca", sign: "label.button" },
  { as: "lurah", at: "/#/daftar", sign: ".scroll *" },
  // a report that waits, one that was refused, a danger sign, a guest
  { as: "warga2", at: "/#/lapor/aid/request", state: "kept", sign: ".line li.now", act: async (page, device) => { await offline(page, device); await askForRice(page) } },
  { as: "warga2", at: "/#/antrean", state: "waiting", sign: ".queued", act: async (page, device) => { await offline(page, device); await askForRice(page); await page.goto(new URL("/#/antrean", page.url()).href) } },
  { as: "warga2", at: "/#/antrean", state: "refused", sign: ".queued .wrong", act: refuse },
  { as: "warga2", at: "/#/kasus/{guest}", state: "watched guest", sign: ".asked" },
  { as: "warga2", at: "/#/kasus/{guest}", state: "somebody is ill", sign: "dialog .form", act: press("Ada yang sakit") },
  // It comes back at every opening until it was seen to; so it is this phone's last.
  { as: "warga2", at: "/#/lapor/isolation/report", state: "danger", sign: "[role=alertdialog] a[href='tel:119']", act: breathless },
  { as: "rt2", at: "/#/kasus/{guest}", state: "the head's guest", sign: ".line" },
  // signing in
  { as: "", at: "/masuk", sign: "[data-login]" },
  { as: "", at: "/masuk#undangan/tidak-dikenal", sign: "form" },
  { as: "", at: "/masuk#kunci/tidak-dikenal", sign: "form" },
  { as: "", at: "/masuk#kunci/tidak-dikenal", state: "used", sign: ".empty", act: press("Masuk") },
  { as: "", at: "/masuk#awal/tidak-dikenal", sign: ".empty" },
  { as: "warga", at: "/masuk#siap", state: "not yours", sign: ".empty" },
  // the first day of a kelurahan, and what is added later
  { as: "lurah", at: "/masuk#siap/rt", sign: ".count" },
  { as: "lurah", at: "/masuk#siap/ketua", sign: "textarea" },
  { as: "lurah", at: "/masuk#siap/ketua", state: "by hand", sign: ".step > p", act: (page) => page.getByText("Ketik di sini").click() },
  { as: "lurah", at: "/masuk#siap/ketua", state: "refused", sign: ".faults", act: async (page) => { await page.getByLabel("Daftar ketua").fill("rw,rt,alamat\n1,1,x"); await press("Periksa daftar")(page) } },
  { as: "lurah", at: "/masuk#siap/petugas", sign: ".account" },
  { as: "lurah", at: "/masuk#siap/cetak", sign: "select" },
  // what everybody may read
  { as: "", at: "/terbuka#33.74.08.1006", sign: ".figures li" },
  { as: "", at: "/terbuka", state: "which kelurahan", sign: ".which input" },
  { as: "", at: "/terbuka#33.74.08.1002", state: "a kelurahan that is not here", sign: ".which input" },
]

const wide: Place[] = [
  { as: "staf", at: "/meja", sign: ".queue tbody tr", size: desktop },
  { as: "staf", at: "/meja", state: "keys", sign: "dialog", size: desktop, act: async (page) => { await page.locator(".queue tbody tr").first().waitFor(); await page.keyboard.press("?") } },
  { as: "staf", at: "/meja", state: "mine", sign: ".doing .main", size: desktop, act: drawer("Saya tangani") },
  { as: "staf", at: "/meja", state: "round", sign: ".queue tbody tr", size: desktop, act: drawer("Ronde hari ini") },
  { as: "staf", at: "/meja", state: "untouched", sign: ".houses tbody tr", size: desktop, act: drawer("Belum tersentuh") },
  { as: "staf", at: "/meja", state: "ledger", sign: ".detail .book", size: desktop, act: async (page) => { await drawer("Belum tersentuh")(page); await page.locator(".houses tbody tr").first().click() } },
  { as: "staf", at: "/meja", state: "waiting for a head", sign: ".queue tbody tr", size: desktop, act: drawer("Menunggu ketua") },
  { as: "staf", at: "/meja", state: "others' hands", sign: ".queue tbody tr", size: desktop, act: drawer("Di tangan lain") },
  { as: "staf", at: "/meja", state: "done", sign: ".rail .on", size: desktop, act: drawer("Selesai") },
  { as: "staf", at: "/meja", state: "batch", sign: ".batch .tick", size: desktop, act: async (page) => { await drawer("Antrean")(page); await page.locator(".queue tbody tr").first().waitFor(); await page.keyboard.press("g") } },
  { as: "nakes", at: "/meja", sign: ".rail", size: desktop },
  { as: "dpo", at: "/meja", sign: "main", size: desktop },
  { as: "lurah", at: "/papan", sign: ".tile", size: wall },
  { as: "lurah", at: "/papan", state: "rt", sign: ".rt > ul li", size: wall, act: (page) => page.locator('[data-area="33.74.08.1006/RW04/RT03"]').click() },
  { as: "lurah-bpn", at: "/papan", state: "no RW", sign: ".tile", size: wall },
  { as: "lurah", at: "/papan", state: "menu", sign: "dialog", size: wall, act: (page) => page.locator(".boardhead .round").click() },
  { as: "lurah", at: "/papan#keadaan", state: "which hour", sign: "dialog [type=date]", size: wall },
  { as: "lurah", at: "/papan#keadaan", state: "then", sign: ".boardhead.then", size: wall, act: press("Tampilkan") },
  { as: "lurah", at: "/papan", state: "on the phone", sign: ".summary .counters" },
  { as: "", at: "/papan#lobi/{lobby}", state: "lobby", sign: ".lobby .tile", size: wall },
  { as: "camat", at: "/papan", sign: "main a.card", size: wall },
  { as: "kota", at: "/papan", sign: "main a.card", size: wall },
  { as: "lurah", at: "/masuk#siap/rt", state: "wide", sign: ".count", size: desktop },
  { as: "lurah", at: "/masuk#siap/cetak", state: "wide", sign: "select", size: desktop },
  { as: "", at: "/rupa", sign: "#Screen", size: desktop },
]

// Last, because it is heard by everybody there.
const loud: Place[] = [
  { as: "rt-bpn", at: "/#/kentongan/bunyikan", state: "sounding, who raised it", sign: "dialog.full.alarm[open]", act: (page) => page.locator(".kinds button", { hasText: "Kebakaran" }).click() },
  { as: "warga-bpn", at: "/#/", state: "sounding", sign: "dialog.full.alarm[open]" },
  { as: "warga-bpn", at: "/#/", state: "answered", sign: "dialog.full.alarm .said, dialog.full.alarm .card", act: (page) => page.locator("dialog.full.alarm").getByRole("button", { name: "Kami aman" }).click() },
]

export const places: readonly Place[] = [...phone, ...wide, ...loud]
