// The services of one's own data as the server declares them, shortened, and what it answers about them.
import type { Bulletin, Look } from "../src/core/records"
import type { Facts, Service } from "../src/core/wire"
import { filed } from "./aid"

const none = { type: "object", properties: {}, additionalProperties: false }
const move = (name: string, title: string, from: string[], to: string[], roles: string[], schema: object = none) => ({
  name, title, from, to, roles, schema: schema as Service["moves"][number]["schema"], opens: from.length === 0,
})

export const privacy: Service = {
  name: "privacy",
  title: "Data keluarga saya",
  inner: true,
  states: ["withdrawn", "stopped", "agreed", "asked", "erased", "held", "kept", "refused"],
  state_titles: { withdrawn: "Ditarik", stopped: "Berhenti", asked: "Menunggu dihapus" },
  final: ["stopped", "agreed", "erased", "held", "kept", "refused"],
  clocks: [{ state: "withdrawn", move: "time_up", title: "Berhenti", to: ["stopped"] }, { state: "asked", move: "carry_out", title: "Dihapus", to: ["erased", "held"] }],
  moves: [
    move("withdraw", "Tarik persetujuan", [], ["withdrawn"], ["resident"]),
    move("resume", "Setujui lagi", ["withdrawn", "stopped"], ["agreed"], ["resident"]),
    move("stop", "Hentikan sekarang", ["withdrawn"], ["stopped"], ["dpo"]),
    move("ask_erasure", "Hapus data keluarga", [], ["asked"], ["resident"]),
    move("keep", "Batal, simpan saja", ["asked"], ["kept"], ["resident"]),
    move("erase", "Hapus sekarang", ["asked"], ["erased", "held"], ["dpo"]),
    move("refuse", "Tolak penghapusan", ["asked"], ["refused"], ["dpo"]),
  ],
}

export const direct: Service = {
  name: "direct",
  title: "Langsung ke kelurahan",
  inner: false,
  states: ["sent", "in_hand", "answered", "closed", "withdrawn"],
  state_titles: { sent: "Terkirim ke kelurahan", in_hand: "Ditangani" },
  final: ["closed", "withdrawn"],
  clocks: [{ state: "answered", move: "rest", title: "Selesai", to: ["closed"] }],
  moves: [
    move("send", "Kirim langsung ke kelurahan", [], ["sent"], ["resident"]),
    move("take_up", "Saya tangani", ["sent"], ["in_hand"], ["staff", "lurah"]),
    move("answer", "Jawab", ["in_hand"], ["answered"], ["staff", "lurah"]),
    move("withdraw", "Tarik laporan", ["sent"], ["withdrawn"], ["resident"]),
  ],
}

let made = 0
/** A case of one's own matters, opened at a time of 21 November. */
export const matter = (service: string, state: string, time: string, step: Partial<Facts> = {}): Facts => {
  const at = `2026-11-21T${time}:00+07:00`
  const id = `01a1fff0-2adf-71d4-b44f-d13d00000${String(++made).padStart(3, "0")}`
  return { ...filed, id, service, state, level: null, next: null, due: null, due_for: null, since: at, opened_at: at, ...step }
}

export const look = (time: string, why: Look["why"] = null, step: Partial<Look> = {}): Look => ({
  case: filed.id, service: "aid", at: `2026-11-21T${time}:00+07:00`, by: why ? { role: "camat", title: "Camat" } : { role: "rt_head", title: "Ketua RT" }, why, ...step,
})

export const bulletin: Bulletin = {
  area: "33.74.08.1006/RW04", name: "RW 04", day: "2026-11-21", as_of: "2026-11-21T06:00:00+07:00", derived: true, kind: "covid", worst: "yellow",
  zones: { green: 6, yellow: 1, orange: 0, red: 0 }, actions: ["Pantau keluarga yang isolasi."], policy: "2021-04",
}

export const access: Service = {
  name: "access",
  title: "Buka data darurat",
  inner: true,
  states: ["open", "closed", "reviewed"],
  state_titles: { open: "Buka data RT", closed: "Tertutup", reviewed: "Sudah dinilai" },
  final: ["closed", "reviewed"],
  clocks: [{ state: "open", move: "expire", title: "Tertutup oleh jam", to: ["closed"] }],
  moves: [
    move("open", "Buka data RT", [], ["open"], ["camat", "city"]),
    move("close", "Tutup sekarang", ["open"], ["closed"], ["camat", "city"]),
    move("review", "Nilai pembukaan", ["closed"], ["reviewed"], ["dpo"]),
  ],
}
