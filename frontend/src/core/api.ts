// Typed calls of the contract under /api/v1. The transport is passed in: core never reaches for a network itself.
import type { Pocket } from "./carry"
import { Problem, Unreachable, type Refusal } from "./problem"
import type { About, Account, AreaEntry, Board, CaseAnswer, CasePage, CommandAnswer, Facts, House, Invite, Service } from "./wire"

export type Transport = (path: string, init: RequestInit) => Promise<Response>

export type CaseQuery = { area?: string; service?: string; state?: string; page?: string; limit?: number }

export type Api = ReturnType<typeof createApi>

const base = "/api/v1"
const patience = 15_000

/** As whom a page speaks, and how it finds out what is true when the server takes this browser for somebody else. */
export type Speaker = { account: string; agree: () => Promise<boolean> }

/** Asked to find that out; here nothing is said of oneself, and no answer is put right. */
const asking = /^\/me($|\/profiles)/

export function createApi(transport: Transport, language: () => string = () => "id", speaker?: Speaker) {
  async function call<T>(method: string, path: string, body?: unknown, key?: string): Promise<T> {
    const said = asking.test(path) ? undefined : speaker
    return ask<T>(method, path, body, key, said?.account).catch(async (problem: unknown) => {
      // Somebody else's session, or one that ended while this person's still stands beside it: nothing was done yet.
      const elsewhere = problem instanceof Problem && (problem.otherAccount || problem.signedOut)
      if (!said || !elsewhere || !(await said.agree())) throw problem
      return ask<T>(method, path, body, key, said.account)
    })
  }

  async function ask<T>(method: string, path: string, body?: unknown, key?: string, account?: string): Promise<T> {
    const headers: Record<string, string> = { Accept: "application/json", "Accept-Language": language() }
    const picture = body instanceof Blob
    if (body !== undefined) headers["Content-Type"] = picture ? body.type : "application/json"
    if (key) headers["Idempotency-Key"] = key
    if (account) headers["X-Account"] = account
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), picture ? patience * 8 : patience)
    try {
      const response = await transport(base + path, {
        method,
        headers,
        credentials: "same-origin",
        cache: "no-store",
        signal: stop.signal,
        ...(body === undefined ? {} : { body: picture ? body : JSON.stringify(body) }),
      }).catch((cause) => {
        throw new Unreachable(cause)
      })
      return await read<T>(response)
    } finally {
      clearTimeout(timer)
    }
  }

  const get = <T>(path: string) => call<T>("GET", path)

  return {
    about: () => get<About>("/about"),
    me: () => get<{ account: Account; carry?: Pocket }>("/me"),
    signIn: (login: string, secret: string) =>
      call<{ account: Account }>("POST", "/session", { login, secret }).then((answer) => answer.account),
    houses: (area: string) => get<{ houses: House[] }>("/houses" + query({ area })).then((answer) => answer.houses),
    /** Into whose hands a case in this area can be put. */
    helpers: (area: string) => get<{ helpers: { id: string; name: string }[] }>("/helpers" + query({ area })).then((answer) => answer.helpers),
    inviteHouse: (house: string) => call<{ invite: Invite }>("POST", "/invites", { house }).then((answer) => answer.invite),
    accept: (code: string, name: string) =>
      call<{ account: Account }>("POST", "/invites/accept", { code, name }).then((answer) => answer.account),
    signOut: () => call<unknown>("DELETE", "/session"),
    services: () => get<{ services: Service[] }>("/services").then((answer) => answer.services),
    areas: (parent: string, deep = false) =>
      get<{ areas: AreaEntry[] }>("/areas" + query({ parent, deep: deep ? "1" : undefined })).then((answer) => answer.areas),
    board: (area: string) => get<Board>("/board" + query({ area })),
    cases: (wanted: CaseQuery) => get<CasePage>("/cases" + query(wanted)),
    /** The own household's cases, also for somebody whose duty shows them many others. */
    myCases: () => get<{ cases: Facts[] }>("/me/data").then((answer) => answer.cases),
    /** Whatever a screen reads that comes later than the home (records.ts), and what few screens send (walls.ts). */
    get,
    /** The same where what is asked about must not stand in an address. */
    ask: <T>(path: string, body: unknown) => call<T>("POST", path, body),
    /** And what it asks for that is no command: nothing that an outbox would carry. */
    call,
    caseById: (id: string) => get<CaseAnswer>("/cases/" + encodeURIComponent(id)),
    /** One command. Same key and same body give the first answer for ever, so a resend is always safe. */
    async command(service: string, move: string, key: string, body: unknown): Promise<CommandAnswer> {
      const answer = await call<CommandAnswer>("POST", `/${service}/${move}`, body, key)
      // Only an answer that names the case counts: a portal's "200 OK" must never become "terkirim".
      if (typeof answer?.case?.id !== "string") throw new Unreachable()
      return answer
    },
  }
}

export function query(values: Record<string, string | number | undefined>): string {
  const pairs = Object.entries(values).filter(([, value]) => value !== undefined && value !== "")
  return pairs.length ? "?" + new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])) : ""
}

async function read<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T
  const spoken = response.headers.get("Content-Type") ?? ""
  const text = await response.text().catch((cause) => {
    throw new Unreachable(cause)
  })
  const body = /\bjson\b/.test(spoken) ? parse(text) : undefined
  if (response.ok) {
    if (body === undefined) throw new Unreachable()
    return body as T
  }
  const said = (body ?? {}) as Partial<Refusal>
  const wait = Number(response.headers.get("Retry-After"))
  throw new Problem(
    { status: response.status, code: said.code ?? "", detail: said.detail ?? "", fields: said.fields ?? [] },
    wait > 0 ? wait * 1000 : null,
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
