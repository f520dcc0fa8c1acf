// Every screen of every app, and the states worth looking at. A screen of yours is one line here; everyone.e2e.ts fails for one that is missing.
import type { Page } from "playwright-core"
import { desktop, wall } from "./hands"
import type { Device } from "./town"

/** `at` may name a case of the scene in braces: {filed}, {coming}, {ill}. `sign` is what shows that the screen stands. */
export type Place = { as: string; at: string; sign: string; state?: string; act?: (page: Page, device: Device) => Promise<unknown>; size?: { width: number; height: number } }

const press = (name: string | RegExp) => (page: Page) => page.getByRole("button", { name, exact: true }).first().click()
const offline = (_: Page, { context }: Device) => context.setOffline(true)

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
  { as: "rt", at: "/#/", sign: ".card.first" },
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
  // signing in
  { as: "", at: "/masuk", sign: "[data-login]" },
  { as: "", at: "/masuk#undangan/tidak-dikenal", sign: "form" },
]

const wide: Place[] = [
  { as: "staf", at: "/meja", sign: ".queue tbody tr", size: desktop },
  { as: "staf", at: "/meja", state: "keys", sign: "dialog", size: desktop, act: async (page) => { await page.locator(".queue tbody tr").first().waitFor(); await page.keyboard.press("?") } },
  { as: "nakes", at: "/meja", sign: ".rail", size: desktop },
  { as: "dpo", at: "/meja", sign: "main", size: desktop },
  { as: "lurah", at: "/papan", sign: ".tile", size: wall },
  { as: "lurah", at: "/papan", state: "rt", sign: ".rt > ul li", size: wall, act: (page) => page.locator('[data-area="33.74.08.1006/RW04/RT03"]').click() },
  { as: "lurah-bpn", at: "/papan", state: "no RW", sign: ".tile", size: wall },
  { as: "camat", at: "/papan", sign: "main .card", size: wall },
  { as: "kota", at: "/papan", sign: "main .card", size: wall },
  { as: "", at: "/rupa", sign: "#Screen", size: desktop },
]

export const places: readonly Place[] = [...phone, ...wide]
