// What may go into a batch, and in which order somebody walks.
import { expect, test } from "vitest"
import { aid, detail, filed, offers } from "../../../test/aid"
import type { CaseAnswer, Facts, Offer } from "../../core/wire"
import { byRw, handsOf, inOrder } from "./batch"
import type { Row } from "./groups"
import { codeDigits } from "./Round"

const assign: Offer = { name: "assign", title: "Titip relawan", schema: { type: "object", properties: { holder: { type: "string", format: "uuid" } } } }
const answer = (step: Parameters<typeof detail>[0], ...moves: Offer[]): CaseAnswer => ({ case: detail({ state: "verified", ...step }), timeline: [], seen: null, moves })
const row = (id: string, area: string, house: string | null = null): Row => ({ facts: { ...filed, id, area } as Facts, need: null, title: "", note: "", house, number: "", text: "" })

test("what nobody holds can be taken or given by its declared moves; what somebody holds is no part of it", () => {
  expect(handsOf([aid], answer({}, ...offers("claim"), assign))).toEqual({ take: "claim", give: "assign" })
  expect(handsOf([aid], answer({ holder: { id: "b", name: "Bagas", mine: false } }, assign))).toEqual({ take: null, give: null })
  expect(handsOf([aid], answer({}, ...offers("claim")))).toEqual({ take: null, give: null })
  expect(handsOf([aid], undefined)).toEqual({ take: null, give: null })
})

test("rows stand by RW, the fullest first, each in the order of RT and house", () => {
  const rows = [row("a", "33.74.08.1006/RW09/RT01"), row("b", "33.74.08.1006/RW04/RT03", "33.74.08.1006/RW04/RT03/H012"), row("c", "33.74.08.1006/RW04/RT02"), row("d", "33.74.08.1006/RW04/RT03", "33.74.08.1006/RW04/RT03/H002")]
  expect(byRw(rows, ({ facts }) => facts.id !== "z").map(({ title, rows }) => [title, rows.map(({ facts }) => facts.id).join("")])).toEqual([["RW 04", "cdb"], ["RW 09", "a"]])
  expect(byRw([row("a", "64.71.06.1001/RT12")], () => true)[0]?.area).toBe("64.71.06.1001")
  expect(inOrder(rows).map(({ facts }) => facts.id)).toEqual(["c", "d", "b", "a"])
})

test("paper has as many boxes as the code has digits", () => {
  const code = { ...aid.moves[0]!, schema: { type: "object", properties: { code: { type: "string", pattern: "^[0-9]{6}$" } } } }
  expect(codeDigits({ ...aid, moves: [...aid.moves, code] })).toBe(6)
  expect(codeDigits(undefined)).toBe(0)
})
