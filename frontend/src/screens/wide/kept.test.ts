// @vitest-environment happy-dom
// What a tab keeps of its board: for the same person and place, and nothing once somebody signed out.
import { expect, test } from "vitest"
import type { Account, Board } from "../../core/wire"
import { dropKept, keepBoard, keepOffice, keptBoard, keptOffice, type KeptOffice } from "./kept"
import { answerSignedOut, signedOut } from "./signedOut"

const office = (id: string) => ({ account: { id } as Account, about: {}, services: [] }) as unknown as KeptOffice
const board = { area: "33.74.08.1006", cases: [] } as unknown as Board

test("another person in the same tab finds nothing of the one before", () => {
  keepOffice(office("a"))
  keepBoard(board, 5)
  expect(keptBoard("33.74.08.1006")?.at).toBe(5)
  expect(keptBoard("33.74.08.1001")).toBe(null)
  keepOffice(office("a"))
  expect(keptBoard("33.74.08.1006")).not.toBe(null)
  keepOffice(office("b"))
  expect(keptBoard("33.74.08.1006")).toBe(null)
  dropKept()
  expect(keptOffice()).toBe(null)
})

test("a desk answers for itself when the session ends, and what was kept is gone", () => {
  let asked = 0
  keepOffice(office("a"))
  const back = answerSignedOut(() => asked++)
  signedOut()
  expect([asked, keptOffice()]).toEqual([1, null])
  back()
})
