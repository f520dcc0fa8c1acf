import "fake-indexeddb/auto"
import { beforeEach, expect, test, vi } from "vitest"
import { createApi, type Api } from "./api"
import { Problem } from "./problem"
import { enter, refresh } from "./who"
import { keep, openStore, recall, type Store } from "./store"
import { turn } from "./turn"
import type { Account } from "./wire"

const sri = { id: "a", name: "Sri", grants: [] } as unknown as Account
const budi = { id: "b", name: "Budi", grants: [] } as unknown as Account
const people = new Map([sri, budi].map((one) => [one.id, one]))
let store: Store
let n = 0

beforeEach(async () => {
  store = await openStore("session-" + ++n)
})

/** A server on whose cookies these people are signed in. */
function server(active: string | null, signedIn: string[]) {
  const told: string[] = []
  let up = true
  const problem = (status: number, code: string) => new Response(JSON.stringify({ status, code, detail: "", fields: [] }), { status, headers: { "Content-Type": "application/problem+json" } })
  const json = (body: unknown) => new Response(JSON.stringify(body), { headers: { "Content-Type": "application/json" } })
  const transport = async (path: string, init: RequestInit): Promise<Response> => {
    if (!up) throw new Error("no network")
    const as = (init.headers as Record<string, string>)["X-Account"]
    if (path === "/api/v1/me") return active ? json({ account: people.get(active), carry: { box: active } }) : problem(401, "signed_out")
    if (path === "/api/v1/me/profiles/switch") {
      const { account } = JSON.parse(init.body as string) as { account: string }
      if (!signedIn.includes(account)) return problem(401, "signed_out")
      active = account
      told.push("turn " + account)
      return json({ account: people.get(account), carry: { box: account } })
    }
    if (!active) return problem(401, "signed_out")
    if (as && as !== active) return problem(409, "other_account")
    told.push(`${path} as ${active}`)
    return json({ case: { id: "c" }, cases: [] })
  }
  return { transport, told, down: () => (up = false), up: () => (up = true) }
}

test("handed on without a network, the server follows before anything else is done", async () => {
  const { transport, told, down, up } = server("a", ["a", "b"])
  const api = createApi(transport)
  await enter(store, budi)
  await enter(store, sri)
  await keep(store, "who", "b", 1)
  down()
  expect(await refresh(api, store)).toEqual({ account: budi, fresh: false })
  up()
  expect(await refresh(api, store)).toEqual({ account: budi, fresh: true })
  expect(told).toEqual(["turn b"])
  expect((await recall(store.of("b"), "carry"))?.value).toEqual({ box: "b" })
  expect(await recall(store.of("a"), "carry")).toBeUndefined()
})

test("whoever was signed out meanwhile is nobody, though another still uses the browser", async () => {
  const { transport } = server("a", ["a"])
  await enter(store, budi)
  expect(await refresh(createApi(transport), store)).toBeNull()
})

test("nobody active, and the one chosen still signed in: the way back is taken", async () => {
  const { transport } = server(null, ["b"])
  await enter(store, budi)
  expect(await refresh(createApi(transport), store)).toEqual({ account: budi, fresh: true })
})

test("a page acts under its own name alone: where the browser is another's, it makes that right first", async () => {
  const there = server("a", ["a", "b"])
  const agree = vi.fn(async () => Boolean(await turn(createApi(there.transport), "b")))
  const api = createApi(there.transport, undefined, { account: "b", agree })
  await api.command("aid", "request", "k1", {})
  await api.cases({})
  expect(there.told).toEqual(["turn b", "/api/v1/aid/request as b", "/api/v1/cases as b"])
  expect(agree).toHaveBeenCalledOnce()
})

test("where it cannot be made right, nothing is sent and the command waits", async () => {
  const there = server("a", ["a"])
  const api = createApi(there.transport, undefined, { account: "b", agree: async () => false })
  const said = await api.command("aid", "request", "k1", {}).catch((problem: unknown) => problem)
  expect(said).toBeInstanceOf(Problem)
  expect((said as Problem).passing).toBe(true)
  expect(there.told).toEqual([])
})

test("the session of whoever used it before ended, one's own stands beside it: nobody is put out", async () => {
  const there = server(null, ["b"])
  await enter(store, budi)
  const api: Api = createApi(there.transport, undefined, { account: "b", agree: async () => Boolean(await refresh(api, store)) })
  await api.cases({})
  expect(there.told).toEqual(["turn b", "/api/v1/cases as b"])
})
