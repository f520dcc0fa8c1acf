// Above one kelurahan: shown numbers are added, hidden ones only counted, and nobody is ranked by them.
import { expect, test } from "vitest"
import type { Board } from "../../core/wire"
import { byColour, cardsOf, changes, ordered, perThousand, unitsOf, type Order } from "./city"

const zones = { green: 3, yellow: 1, orange: 0, red: 0 }
const city = {
  area: "33.74",
  tallies: {
    "33.74.08.1001": { aid: { all: 12 } },
    "33.74.08.1006": { aid: { all: "<5" } },
    "33.74.09.1001": { aid: { all: "<5" } },
  },
  zones: { "33.74.08.1006": { ...zones, red: 1 }, "33.74.08.1001": zones },
} as unknown as Board
const names = new Map([["33.74.08", "Candisari"], ["33.74.08.1006", "Tegalsari"]])

test("a city shows a card a kecamatan, in the order of codes", () => {
  const cards = cardsOf(city, names, "aid")
  expect(cards.map(({ name, shown, small, units }) => [name, shown, small, units.length])).toEqual([
    ["Candisari", 12, 1, 2],
    ["33.74.09", 0, 1, 1],
  ])
})

test("a kecamatan shows a card a kelurahan", () => {
  const cards = cardsOf({ ...city, area: "33.74.08" }, names, "aid")
  expect(cards.map((card) => card.area)).toEqual(["33.74.08.1001", "33.74.08.1006", "33.74.09.1001"])
})

test("a kelurahan wears its worst colour, worst first; without zones it has none", () => {
  const units = unitsOf(city, names)
  expect(byColour(units).map(({ area, colour }) => [area, colour])).toEqual([
    ["33.74.08.1006", "red"],
    ["33.74.08.1001", "yellow"],
    ["33.74.09.1001", null],
  ])
})

test("news are changed counts, and only those", () => {
  const after = { ...city, tallies: { ...city.tallies, "33.74.08.1006": { aid: { all: 5 } } } }
  expect(changes(city, after)).toEqual([{ area: "33.74.08.1006", service: "aid", from: "<5", to: 5 }])
  expect(changes(city, city)).toEqual([])
})

test("per thousand households only what is shown counts, over the houses of those who are shown", () => {
  const units = unitsOf(city, names)
  expect(perThousand(units, "aid", { "33.74.08.1001": 2400, "33.74.08.1006": 9000 })).toBe(5)
  expect(perThousand(units, "aid", { "33.74.08.1006": 9000 })).toBeNull()
  expect(perThousand(units, "aid", {})).toBeNull()
})

test("whoever looks chooses the order; what has no figure comes last", () => {
  const cards = cardsOf({ ...city, area: "33.74.08" }, names, "aid")
  const figure = (card: { shown: number }) => card.shown || null
  const areas = (order: Order) => ordered(cards, order, figure).map(({ area }) => area.slice(-7))
  expect(areas("code")).toEqual(["08.1001", "08.1006", "09.1001"])
  expect(areas("figure")).toEqual(["08.1001", "08.1006", "09.1001"])
  expect(areas("colour")).toEqual(["08.1006", "08.1001", "09.1001"])
  expect(areas("name")[2]).toBe("08.1006")
})
