import { expect, test } from "vitest"
import { dayOf, eveOf, figuresOf, monthOf } from "./figures"

const pace = { days: 31, verify_minutes: null, help_minutes: null, received: null, confirmed: null }

test("what stands for fewer than five is not there, and says so", () => {
  expect(figuresOf({ requests: null, pace }, "id").map(({ figure, unit }) => `${figure} ${unit}`)).toEqual(Array(4).fill("– kurang dari lima"))
})

test("times are read in minutes, then in hours; a share without its few is at least that", () => {
  const full = { days: 31, verify_minutes: 38, help_minutes: 312, received: 40, confirmed: { percent: 90, at_least: true } }
  expect(figuresOf({ requests: 1204, pace: full }, "id").map(({ figure, unit }) => `${figure} ${unit ?? ""}`.trim())).toEqual(["1.204", "38 menit", "5,2 jam", "≥90 %"])
  expect(figuresOf({ requests: 5, pace: { ...full, verify_minutes: 0, confirmed: { percent: 70, at_least: false } } }, "en").map(({ figure }) => figure)).toEqual(["5", "<1", "5.2", "70"])
})

test("dates are the town's, wherever they are read", () => {
  expect([monthOf("2026-10-01", "id"), dayOf("2026-10-31", "id"), dayOf(eveOf("2026-11-01"), "id"), eveOf("2026-03-01")]).toEqual(["Oktober 2026", "31 Oktober 2026", "31 Oktober 2026", "2026-02-28"])
})
