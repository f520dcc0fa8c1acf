// The proof of the fold: whoever watches, a board kept up by frames alone has the fingerprint of a board taken fresh.
import WebSocket from "ws"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createApi, type Api } from "../../src/core/api"
import { boardHash } from "../../src/core/hash"
import type { Socket } from "../../src/core/feed"
import { watchArea, type Live, type LiveLine } from "../../src/core/live"
import { uuidv7 } from "../../src/core/uuid"
import { openTown, type Town } from "./town"

type Person = { api: Api; watch: (area: string) => Watcher }
type Watcher = { line: LiveLine; current: () => Live; cut: () => void; boards: () => number }

const kelurahan = "33.74.08.1006"
const rt = kelurahan + "/RW04/RT03"
const resting = ["closed", "unconfirmed", "declined", "cancelled", "active", "rejected", "left"]

let town: Town
const watchers: Watcher[] = []

beforeAll(async () => {
  town = await openTown()
})
afterAll(async () => {
  watchers.forEach(({ line }) => line.close())
  await town?.close()
})

async function person(login: string): Promise<Person> {
  const answer = await fetch(town.url + "/api/v1/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ login, secret: "jogotonggo" }),
  })
  const { token } = (await answer.json()) as { token: string }
  const authorization = { Authorization: "Bearer " + token }
  const api = createApi((path, init) => fetch(town.url + path, { ...init, headers: { ...(init.headers as Record<string, string>), ...authorization } }))
  return {
    api,
    watch(area) {
      let socket: WebSocket
      let boards = 0
      const counting = { board: (of: string) => (boards++, api.board(of)) }
      const open = (path: string): Socket => {
        socket = new WebSocket(town.url.replace("http", "ws") + path, "jogotonggo.v1", { headers: authorization })
        return socket as unknown as Socket
      }
      const line = watchArea({ api: counting, area, open, final: (_, state) => resting.includes(state), frame: (draw) => queueMicrotask(draw), onChange: () => undefined })
      const watcher = { line, current: line.current, cut: () => socket.terminate(), boards: () => boards }
      watchers.push(watcher)
      return watcher
    },
  }
}

const until = (what: () => boolean | Promise<boolean>) => expect.poll(what, { timeout: 20_000, interval: 50 }).toBe(true)

test("lurah, desk, RW and RT heads each fold to the fingerprint of their own fresh board, also across cut lines", async () => {
  const [warga, head, staf, lurah, rw] = await Promise.all(["warga", "rt", "staf", "lurah", "rw"].map(person))
  const views = [
    { who: lurah!, area: kelurahan },
    { who: staf!, area: kelurahan },
    { who: rw!, area: kelurahan + "/RW04" },
    { who: head!, area: rt },
  ].map(({ who, area }) => ({ who, area, watcher: who.watch(area) }))
  await until(() => views.every(({ watcher }) => watcher.current().line === "live"))

  const command = (who: Person, move: string, body: Record<string, unknown>, key = uuidv7()) => who.api.command("aid", move, key, body)
  for (let i = 0; i < 12; i++) {
    const id = uuidv7()
    await command(warga!, "request", { area: rt, need: "sembako", people: 1 + i }, id)
    if (i % 4 === 0) views.forEach(({ watcher }) => watcher.cut())
    if (i % 3 === 0) await command(head!, "decline", { case: id, reason: "sudah_dilaporkan" })
    else await command(head!, "verify", { case: id })
    if (i % 3 === 1) await command(staf!, "claim", { case: id })
    if (i % 6 === 1) await command(warga!, "cancel", { case: id })
  }

  for (const { who, area, watcher } of views) {
    const fresh = await who.api.board(area)
    await until(async () => {
      const { board, line } = watcher.current()
      return line === "live" && board !== null && (await boardHash(board)) === fresh.hash
    })
    const ids = (cases: { id: string; state: string; version: number }[]) => cases.map(({ id, state, version }) => [id, state, version].join()).sort()
    expect(ids(watcher.current().board!.cases)).toEqual(ids(fresh.cases))
    expect(watcher.current().board!.more).toBe(fresh.more)
    // Resumed three times by its streams' positions; nothing was taken anew.
    expect(watcher.boards()).toBe(1)
  }
})
