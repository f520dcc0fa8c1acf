import { expect, test } from "vitest"
import { createApi } from "./api"
import { Problem, Unreachable } from "./problem"

const json = (body: unknown, init: ResponseInit = {}) =>
  new Response(JSON.stringify(body), { ...init, headers: { "Content-Type": "application/json", ...init.headers } })

test("a command carries its key and its language", async () => {
  let path = ""
  let init: RequestInit = {}
  const api = createApi(async (p, i) => ((path = p), (init = i), json({ case: { id: "k" }, cursor: "c" })), () => "en")
  await api.command("aid", "request", "k", { area: "a" })
  expect(path).toBe("/api/v1/aid/request")
  expect(init).toMatchObject({ method: "POST", body: '{"area":"a"}', headers: { "Idempotency-Key": "k", "Accept-Language": "en" } })
})

test("a refusal keeps its code, its sentence and its fields", async () => {
  const body = { code: "invalid", detail: "Jumlah orang 1 sampai 30.", fields: [{ field: "people", code: "max", message: "Paling banyak 30." }] }
  const api = createApi(async () => json(body, { status: 422, headers: { "Content-Type": "application/problem+json" } }))
  const problem = await api.command("aid", "request", "k", {}).catch((caught: unknown) => caught)
  expect(problem).toBeInstanceOf(Problem)
  expect((problem as Problem).refusal).toEqual({ status: 422, ...body })
  expect((problem as Problem).passing).toBe(false)
})

test("a limit says how long to wait", async () => {
  const api = createApi(async () => json({ code: "too_many" }, { status: 429, headers: { "Retry-After": "30" } }))
  const problem = (await api.services().catch((caught: unknown) => caught)) as Problem
  expect(problem.passing).toBe(true)
  expect(problem.retryAfter).toBe(30_000)
})

test.each([
  ["no network", () => Promise.reject(new TypeError("Failed to fetch"))],
  ["a portal's page", async () => new Response("<h1>Selamat datang</h1>", { headers: { "Content-Type": "text/html" } })],
  ["broken JSON", async () => new Response("{", { headers: { "Content-Type": "application/json" } })],
  ["JSON without a case", async () => json({ ok: true })],
])("%s never counts as an answer", async (_, transport) => {
  await expect(createApi(transport).command("aid", "request", "k", {})).rejects.toBeInstanceOf(Unreachable)
})
