import { expect, test } from "vitest"
import type { Notice } from "../../core/told"
import { momentsOf, quietChoices } from "./facts"

const at = (minute: number) => `2026-11-21T10:${minute}:00+07:00`
const when = (time: string) => time.slice(11, 16).replace(":", ".")
const notice: Notice = { case: "c", why: "turn", priority: "biasa", state: "sent", went_at: at(40), sent_at: null, shown_at: null, opened_at: null, ended_at: null }

test("a notice says how far it came, and no more than is known", () => {
  expect(momentsOf(notice, when)).toEqual(["sedang dikirim"])
  expect(momentsOf({ ...notice, sent_at: at(41) }, when)).toEqual(["terkirim 10.41"])
  expect(momentsOf({ ...notice, sent_at: at(41), shown_at: at(42) }, when)).toEqual(["terkirim 10.41", "sampai 10.42"])
  expect(momentsOf({ ...notice, sent_at: at(41), shown_at: at(42), opened_at: at(43) }, when)).toEqual(["terkirim 10.41", "dibuka 10.43"])
  expect(momentsOf({ ...notice, sent_at: at(41), state: "withdrawn", ended_at: at(45) }, when)).toEqual(["terkirim 10.41", "selesai 10.45"])
  expect(momentsOf({ ...notice, state: "failed", ended_at: at(45) }, when)).toEqual(["tidak sampai"])
})

test("quiet hours offer the usual ones, and keep what was chosen elsewhere", () => {
  const on = (quiet: { from: number; until: number }) => quietChoices(quiet).filter((one) => one.on).map(({ from, until }) => [from, until])
  expect(on({ from: 0, until: 0 })).toEqual([[0, 0]])
  expect(on({ from: 9, until: 9 })).toEqual([[0, 0]])
  expect(on({ from: 20, until: 6 })).toEqual([[20, 6]])
  expect(on({ from: 13, until: 15 })).toEqual([[13, 15]])
  expect(quietChoices({ from: 13, until: 15 })).toHaveLength(5)
})
