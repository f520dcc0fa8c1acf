// Opening a case leaves a trace that the household can see: each version once, few at a time, never the same refusal again.
import { expect, test, vi } from "vitest"
import { detail, filed } from "../../../test/aid"
import type { CaseAnswer, Facts } from "../../core/wire"
import { Dossiers } from "./dossiers"

const facts = (id: string, version = 1): Facts => ({ ...filed, id, version })
const answer = (id: string, version = 1): CaseAnswer => ({ case: detail({ id, version, holder: { id: "h" + id, name: "Bagas", mine: false } }), timeline: [], seen: null, moves: [] })

/** A server that answers when it is told to. */
function slow() {
  const waiting = new Map<string, { give: (answer: CaseAnswer) => void; refuse: () => void }>()
  const caseById = vi.fn((id: string) => new Promise<CaseAnswer>((give, refuse) => waiting.set(id, { give, refuse: () => refuse(new Error("no")) })))
  return { caseById, waiting }
}
const settled = () => new Promise<void>((done) => setImmediate(done))

test("three at once, the rest in the order of the page", async () => {
  const { caseById, waiting } = slow()
  const dossiers = new Dossiers({ caseById }, () => undefined)
  dossiers.want(["a", "b", "c", "d", "e"].map((id) => facts(id)))
  expect(caseById.mock.calls.flat()).toEqual(["a", "b", "c"])
  waiting.get("b")!.give(answer("b"))
  await settled()
  expect(caseById.mock.calls.flat()).toEqual(["a", "b", "c", "d"])
})

test("what was read is read again only when its version moved on", async () => {
  const { caseById, waiting } = slow()
  const dossiers = new Dossiers({ caseById }, () => undefined)
  dossiers.want([facts("a")])
  waiting.get("a")!.give(answer("a"))
  await settled()
  dossiers.want([facts("a")])
  expect(caseById).toHaveBeenCalledTimes(1)
  dossiers.want([facts("a", 2)])
  expect(caseById).toHaveBeenCalledTimes(2)
})

test("a case that could not be opened is not asked for again until it changes", async () => {
  const { caseById, waiting } = slow()
  const dossiers = new Dossiers({ caseById }, () => undefined)
  dossiers.want([facts("a")])
  waiting.get("a")!.refuse()
  await settled()
  expect(dossiers.failed(facts("a"))).toBe(true)
  dossiers.want([facts("a")])
  expect(caseById).toHaveBeenCalledTimes(1)
  dossiers.want([facts("a", 2)])
  expect(caseById).toHaveBeenCalledTimes(2)
})
