// Which board somebody watches: the own one, or for who only oversees a kelurahan the one above it.
import { expect, test } from "vitest"
import type { Account } from "../../core/wire"
import { dutyArea, watched } from "./start"

const account = (...grants: [role: string, area: string][]): Account => ({ id: "a", name: "", login: "", household: null, time_zone: "Asia/Jakarta", grants: grants.map(([role, area]) => ({ role, area, until: null })) })
const tegalsari = "33.74.08.1006"

test.each([
  ["a camat", account(["camat", "33.74.08"]), tegalsari, { area: "33.74.08", part: tegalsari }],
  ["a city", account(["city", "33.74"]), tegalsari, { area: "33.74.08", part: tegalsari }],
  ["a camat with a glass over one RT", account(["camat", "33.74.08"], ["glass", tegalsari + "/RW04/RT03"]), tegalsari + "/RW04/RT03", { area: "33.74.08", part: tegalsari }],
  ["a camat at home", account(["camat", "33.74.08"]), "33.74.08", { area: "33.74.08", part: "" }],
  ["a lurah", account(["lurah", tegalsari]), tegalsari, { area: tegalsari, part: "" }],
  ["a lurah who stands in for the camat", account(["lurah", tegalsari], ["camat", "33.74.08"]), tegalsari, { area: tegalsari, part: "" }],
])("%s", (_, who, asked, found) => expect(watched(who, asked)).toEqual(found))

test("a glass is no duty: the board of one's office opens", () => {
  expect(dutyArea(account(["glass", tegalsari + "/RW04/RT03"], ["camat", "33.74.08"]), null)).toBe("33.74.08")
})
