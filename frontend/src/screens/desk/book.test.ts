// Six months of a household: what is proved, what is only said, and when a second packet is asked about.
import { expect, test } from "vitest"
import type { Gift, HouseLedger } from "../../core/ledger"
import { lastPacket, monthsOf } from "./book"

const gift = (id: string, at: string, proof: Gift["proof"] = "code"): Gift => ({ case: id, service: "aid", state: "closed", at, what: { value: "sembako", title: "Sembako" }, proof, by: null })
const ledger = (...rows: Gift[]): HouseLedger => ({ house: "33.74.08.1006/RW04/RT03/H012", label: "", since: "2026-06-01T00:00:00.000+07:00", withheld: false, rows })
const now = Date.parse("2026-11-21T10:47:00+07:00")
const zone = "Asia/Jakarta"

test("six months end with this one, in the town's own time, also over a new year", () => {
  const months = monthsOf(ledger(gift("a", "2026-10-14T09:00:00+07:00"), gift("b", "2026-11-01T00:30:00+07:00", "unconfirmed")), now, zone)
  expect(months.map(({ key }) => key)).toEqual(["2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"])
  expect(months.map(({ given, told }) => `${given}${told}`)).toEqual(["00", "00", "00", "00", "10", "01"])
  expect(monthsOf(ledger(), Date.parse("2027-01-01T02:00:00+07:00"), zone).map(({ key, month }) => key + month)).toEqual(["2026-087", "2026-098", "2026-109", "2026-1110", "2026-1211", "2027-010"])
})

test("a packet of thirty days is asked about, the newest first, and never the one that lies open", () => {
  const rows = ledger(gift("old", "2026-10-02T09:00:00+07:00"), gift("told", "2026-11-12T09:00:00+07:00", "unconfirmed"), gift("open", "2026-11-20T09:00:00+07:00"))
  expect(lastPacket(rows, now, "open")?.case).toBe("told")
  expect(lastPacket(rows, now, "else")?.case).toBe("open")
  expect(lastPacket(ledger(gift("old", "2026-10-02T09:00:00+07:00")), now, "open")).toBe(null)
})
