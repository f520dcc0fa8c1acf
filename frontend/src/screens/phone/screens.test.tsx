// What the phone says and offers, from facts and declarations alone.
import { expect, test } from "vitest"
import { aid, detail, filed, offers, rt } from "../../../test/aid"
import { caseNumber, caseTitle, drumStep } from "../../services/face"
import type { Entry } from "../../core/outbox"
import type { Account, CaseAnswer } from "../../core/wire"
import { isFinal, openings } from "./catalogue"
import { momentsBefore } from "./before"
import { momentsOf } from "./moments"
import { rank } from "./moves"
import type { View } from "./phone"
import { until } from "./Inbox"
import { clockProps } from "./text"
import { forHelper, waitsForHead } from "./turns"

const zone = "Asia/Jakarta"
const at = (time: string) => Date.parse(`2026-11-21T${time}:00+07:00`)
const grant = (role: string, area: string) => ({ role, area, until: null })
const account = (...grants: Account["grants"]): Account => ({ id: "a", name: "Sri", login: "warga", household: rt + "/H012", time_zone: zone, grants })
const view = { services: [aid], zone, online: true, account: account(), queue: [] } as unknown as View

test("the clock names who is asked, who is next, and when", () => {
  expect(clockProps(filed, at("11:30"), zone)).toMatchObject({
    state: "running",
    holder: "RT",
    next: "RW",
    label: "14.56",
    sentence: "Ketua RT akan memeriksa. Bila berhalangan, diteruskan ke Ketua RW pukul 14.56.",
  })
  expect(clockProps(filed, at("14:30"), zone)?.sentence).toMatch(/^Sebentar lagi\. Ketua RT/)
  expect(clockProps(filed, at("15:00"), zone)?.sentence).toBe("Diteruskan ke Ketua RW pukul 14.56.")
  expect(clockProps(filed, at("22:00"), zone)).toMatchObject({ state: "passed" })
  expect(clockProps(filed, at("11:30"), zone, true)?.holder).toBe("Saya")
})

test("at night the clock says when somebody looks, not when time runs out", () => {
  const evening = { ...filed, since: "2026-11-21T21:00:00+07:00", due: "2026-11-22T11:00:00+07:00" }
  expect(clockProps(evening, at("22:00"), zone)).toMatchObject({
    state: "night",
    label: "07.00",
    next: null,
    sentence: "Malam ini dicatat. Diperiksa mulai pukul 07.00.",
  })
  expect(until(evening, at("22:00"), zone)).toBe("sampai besok 11.00, lalu Ketua RW")
})

test("the last rung has no next, and a case without a heads' clock has none at all", () => {
  expect(clockProps({ ...filed, level: "lurah", next: null }, at("11:30"), zone)?.sentence).toBe("Lurah akan memeriksa.")
  expect(clockProps({ ...filed, state: "claimed", due_for: "lapse" }, at("11:30"), zone)).toBeNull()
})

test("one main button at most, the last quiet move is a link", () => {
  const head = rank("aid", offers("decline", "return", "verify"))
  expect([head.main?.name, head.halves.map(({ name }) => name), head.link?.name]).toEqual(["verify", ["return"], "decline"])
  const waiting = rank("aid", offers("cancel"))
  expect([waiting.main, waiting.halves.map(({ name }) => name), waiting.link]).toEqual([null, ["cancel"], null])
  const household = rank("aid", offers("dispute", "confirm"))
  expect([household.main?.name, household.halves.map(({ name }) => name)]).toEqual(["confirm", ["dispute"]])
})

test("a service without a face is offered and titled by its declaration", () => {
  const plain = { ...aid, name: "guest", title: "Tamu" }
  expect(caseTitle(plain, { need: "obat", people: 2 })).toBe("Tamu: Obat")
  expect(caseTitle(plain, undefined)).toBe("Tamu")
  expect(rank("guest", offers("verify", "return")).main?.name).toBe("verify")
  expect(drumStep({ service: "guest", state: "closed" }, true)).toBe("done")
})

test("titles and numbers carry no personal word", () => {
  expect(caseTitle(aid, { need: "sembako", people: 4, note: "Bu Sri" })).toBe("Sembako, 4 orang")
  expect(caseTitle(aid, undefined)).toBe("Bantuan")
  expect(caseNumber(filed.id)).toBe("No. 0412")
})

test("a head is asked only once the clock has reached the own rung", () => {
  const rtHead = account(grant("rt_head", rt))
  const rwHead = account(grant("rw_head", "33.74.08.1006/RW04"))
  expect(waitsForHead([aid], rtHead, filed)).toBe(true)
  expect(waitsForHead([aid], rwHead, filed)).toBe(false)
  expect(waitsForHead([aid], rwHead, { ...filed, level: "rw" })).toBe(true)
  expect(waitsForHead([aid], rtHead, { ...filed, area: "33.74.08.1006/RW04/RT04" })).toBe(false)
  expect(waitsForHead([aid], rtHead, { ...filed, state: "verified", due_for: null })).toBe(false)
  expect(waitsForHead([aid], account(grant("resident", rt + "/H012")), filed)).toBe(false)
})

test("a silence asks the heads it has come to, and stays with them when it goes on to the puskesmas", () => {
  const ill = { ...aid, name: "isolation", moves: aid.moves.map((move) => (move.opens ? move : { ...move, from: ["isolating"] })) }
  const silent = { ...filed, service: "isolation", state: "isolating", due_for: "climb" }
  expect(waitsForHead([ill], account(grant("rt_head", rt)), silent)).toBe(true)
  expect(waitsForHead([ill], account(grant("rw_head", "33.74.08.1006/RW04")), silent)).toBe(false)
  const last = { ...silent, level: "health", due_for: "miss" } as unknown as typeof filed
  expect(waitsForHead([ill], account(grant("rw_head", "33.74.08.1006/RW04")), last)).toBe(true)
  expect(waitsForHead([ill], account(grant("rt_head", rt)), { ...silent, level: null, due_for: "miss" })).toBe(false)
  expect(clockProps(silent, at("11:30"), zone)?.sentence).toMatch(/^Ketua RT akan menengok\./)
})

test("a plain service without any clock asks the head of the RT", () => {
  const guest = { ...aid, name: "guest", moves: aid.moves.map((move) => (move.opens ? { ...move, to: ["reported"] } : { ...move, from: ["reported"] })) }
  const reported = { ...filed, service: "guest", state: "reported", level: null, next: null, due: null, due_for: null }
  expect(waitsForHead([guest], account(grant("rt_head", rt)), reported)).toBe(true)
  expect(waitsForHead([guest], account(grant("rw_head", "33.74.08.1006/RW04")), reported)).toBe(false)
  expect(waitsForHead([guest], account(grant("rt_head", rt)), { ...reported, state: "left" })).toBe(false)
})

test("volunteers see what a volunteer's move leaves; residents file what is theirs to file", () => {
  expect(forHelper([aid], { ...filed, state: "verified" })).toBe(true)
  expect(forHelper([aid], filed)).toBe(false)
  expect(openings([aid], account(grant("resident", rt))).map(({ move }) => move.name)).toEqual(["request"])
  expect(openings([aid], account(grant("dpo", "33.74")))).toEqual([])
  expect(isFinal([aid], "aid", "closed")).toBe(true)
  expect(isFinal([{ ...aid, final: ["filed"] }], "aid", "closed")).toBe(false)
})

test("the thread of a case: stored, sent, read, the clock, and what comes next", () => {
  const by = { role: "resident", title: "Warga" }
  const answer: CaseAnswer = {
    case: detail(),
    timeline: [{ id: "e1", at: filed.opened_at, type: "request", title: "Butuh bantuan", from: "", state: "filed", by }],
    seen: { role: "rt_head", at: "2026-11-21T10:58:00+07:00" },
    moves: [],
  }
  const opening = { key: "k", storedAt: at("10:55") } as Entry
  const moments = momentsOf(answer, view, at("11:30"), opening, [])
  expect(moments.map(({ word, time, phase, step }) => [word, time, phase, step])).toEqual([
    ["Tersimpan di HP", "10.55", "past", "stored"],
    ["Terkirim", "10.56", "past", "sent"],
    ["Dibaca Ketua RT", "10.58", "now", "read"],
    ["Diperiksa, lalu disiapkan kelurahan", undefined, "next", "unsent"],
    ["Diterima keluarga, dengan kode terima", undefined, "next", "unsent"],
  ])
  expect(moments[2]!.body).toBeTruthy()
})

test("an unsent report says stored and never sent", () => {
  const entry = { key: "k", case: "k", service: "aid", title: "Sembako, 4 orang", storedAt: at("10:55"), state: "stored" } as Entry
  const moments = momentsBefore(entry, view, at("11:00"))
  expect(moments.filter(({ phase }) => phase !== "next").map(({ word }) => word)).toEqual(["Tersimpan di HP"])
  expect(moments[1]).toMatchObject({ word: "Terkirim", phase: "next", step: "unsent" })
})
