// The filled button is the way forward, whatever the service calls its moves.
import { expect, test } from "vitest"
import { aid, offers } from "../../../test/aid"
import { Problem, Unreachable } from "../../core/problem"
import type { CommandAnswer, Move, Offer, Schema } from "../../core/wire"
import { act } from "./act"
import { arrange, asks, withPeople } from "./offers"

const move = (name: string, from: string, to: string, schema: Schema = { type: "object" }): Move => ({ name, title: name, opens: false, roles: ["staff"], from: [from], to: [to], schema })
const holder: Schema = { type: "object", "x-order": ["holder"], properties: { holder: { type: "string", format: "uuid", title: "Diantar oleh" } } }
const extra = [
  move("assign", "claimed", "claimed", holder), move("release", "claimed", "verified"), move("dispatch", "claimed", "dispatched"), move("reopen", "disputed", "verified"),
]
const service = { ...aid, states: [...aid.states, "disputed"], moves: [...aid.moves, ...extra] }
const offer = (name: string): Offer => offers().concat(service.moves.filter((one) => one.name === name).map(({ title, schema }) => ({ name, title, schema })))[0]!

test.each([
  ["filed", ["verify", "return", "decline"], "verify"],
  ["verified", ["claim", "assign"], "claim"],
  ["claimed", ["assign", "release", "dispatch"], "dispatch"],
  ["claimed", ["assign"], undefined],
  ["disputed", ["reopen"], "reopen"],
  ["closed", [], undefined],
])("in %s, of %j the filled one is %s", (state, names, main) => {
  const arranged = arrange(service, state, names.map(offer))
  expect(arranged.main?.name).toBe(main)
  expect(arranged.rest.length).toBe(names.length - (main ? 1 : 0))
})

test("a move that only names a person asks nothing, and is offered once there are names", () => {
  expect(asks(offer("assign").schema)).toBe(false)
  expect(withPeople([offer("claim"), offer("assign")], []).map((one) => one.name)).toEqual(["claim"])
  const [assign] = withPeople([offer("assign")], [{ id: "h1", name: "Bagas" }])
  expect(asks(assign!.schema)).toBe(true)
  expect(assign!.schema.required).toEqual(["holder"])
})

const done: CommandAnswer = { case: {} as CommandAnswer["case"], cursor: "c" }
const at = () => Promise.resolve()

test("silence is tried again under the same key, and never called a failure", async () => {
  const keys: string[] = []
  let silent = 4
  const api = { command: (_s: string, _m: string, key: string) => (keys.push(key), silent-- > 0 ? Promise.reject(new Unreachable()) : Promise.resolve(done)) }
  const first = await act(api, "aid", "claim", {}, at)
  expect(first.kind).toBe("unknown")
  const second = first.kind === "unknown" ? await first.again() : first
  expect(second.kind).toBe("done")
  expect(new Set(keys).size).toBe(1)
})

test("a refusal is an answer: it is not sent again", async () => {
  let sent = 0
  const problem = new Problem({ status: 409, code: "state", detail: "Sudah ditangani.", fields: [] })
  const outcome = await act({ command: () => (sent++, Promise.reject(problem)) }, "aid", "claim", {}, at)
  expect(outcome).toEqual({ kind: "refused", problem })
  expect(sent).toBe(1)
})
