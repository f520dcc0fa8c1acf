// A declaration as the server gives it, shortened: enough of aid for screens to be tested against.
import type { CaseDetail, Facts, Service } from "../src/core/wire"

const heads = ["rt_head", "rw_head", "lurah"]
const helpers = ["volunteer", "staff"]
const none = { type: "object", properties: {}, additionalProperties: false }
const ask = {
  type: "object",
  required: ["need", "people"],
  "x-order": ["need", "people", "urgent", "note"],
  properties: {
    need: { type: "string", title: "Apa yang dibutuhkan?", enum: ["sembako", "obat"], "x-titles": { sembako: "Sembako", obat: "Obat" } },
    people: { type: "integer", title: "Untuk berapa orang?", minimum: 1, maximum: 30 },
    urgent: { type: "boolean", title: "Mendesak hari ini" },
    note: { type: "string", title: "Catatan", maxLength: 500 },
  },
}
const why = {
  type: "object",
  required: ["reason"],
  properties: {
    reason: { type: "string", title: "Karena apa?", enum: ["bukan_warga", "lainnya"], "x-titles": { bukan_warga: "Bukan warga RT ini", lainnya: "Lainnya, saya tulis" } },
    note: { type: "string", title: "Keterangan", maxLength: 500 },
  },
}
const move = (name: string, title: string, from: string[], to: string[], roles: string[], schema: object = none) => ({
  name, title, from, to, roles, schema: schema as Service["moves"][number]["schema"], opens: from.length === 0,
})

export const aid: Service = {
  name: "aid",
  title: "Bantuan",
  inner: false,
  states: ["filed", "returned", "verified", "claimed", "dispatched", "handed_over", "closed", "declined", "cancelled"],
  state_titles: { filed: "Menunggu diperiksa", verified: "Terperiksa", closed: "Selesai, diterima" },
  final: ["closed", "declined", "cancelled"],
  clocks: [],
  moves: [
    move("request", "Butuh bantuan", [], ["filed"], ["resident", ...heads], ask),
    move("verify", "Benar", ["filed"], ["verified"], heads),
    move("return", "Belum sesuai", ["filed"], ["returned"], heads, why),
    move("decline", "Tidak dilanjutkan", ["filed"], ["declined"], heads, why),
    move("claim", "Saya tangani", ["verified"], ["claimed"], helpers),
    move("hand_over", "Serah terima", ["dispatched"], ["closed", "handed_over"], helpers),
    move("confirm", "Sudah saya terima", ["handed_over"], ["closed"], ["resident"]),
    move("dispute", "Belum saya terima", ["handed_over", "closed"], ["disputed"], ["resident"]),
    move("cancel", "Tarik laporan", ["filed", "verified"], ["cancelled"], ["resident"]),
  ],
}

export const rt = "33.74.08.1006/RW04/RT03"

export const filed: Facts = {
  id: "01a1fff0-2adf-71d4-b44f-d13d0000019c",
  service: "aid",
  area: rt,
  state: "filed",
  priority: "biasa",
  due: "2026-11-21T14:56:00+07:00",
  version: 1,
  level: "rt",
  next: "rw",
  due_for: "pass_on",
  since: "2026-11-21T10:56:00+07:00",
  opened_at: "2026-11-21T10:56:00+07:00",
}

export const detail = (step: Partial<CaseDetail> = {}): CaseDetail => ({
  ...filed,
  household: rt + "/H012",
  holder: null,
  updated_at: filed.since,
  closed_at: null,
  data: { need: "sembako", people: 4, urgent: false },
  ...step,
})

export const offers = (...names: string[]) =>
  names.map((name) => {
    const { title, schema } = aid.moves.find((one) => one.name === name)!
    return { name, title, schema }
  })
