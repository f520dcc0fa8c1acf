// @vitest-environment happy-dom
// The pages of one's own data, drawn on the contract's answers: words, acts, and what leaves the phone.
import "fake-indexeddb/auto"
import { render, type ComponentChildren } from "preact"
import { act } from "preact/test-utils"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { aid, detail, filed, rt } from "../../../../test/aid"
import { bulletin, direct, look, matter, privacy } from "../../../../test/privacy"
import { keep, openStore, recall, type Store } from "../../../core/store"
import type { Facts } from "../../../core/wire"
import { PhoneContext } from "../context"
import type { Phone, View } from "../phone"
import { Signal } from "../signal"
import { Direct } from "./Direct"
import { Erase } from "./Erase"
import { Consent } from "./Consent"
import { Data } from "./Data"
import { putAway, wipe } from "./local"
import { Looks } from "./Looks"
import { News } from "./News"

const now = Date.parse("2026-11-21T14:10:00+07:00")
const account = { id: "a", name: "Sri Wahyuni", login: "warga", household: rt + "/H012", grants: [{ role: "resident", area: rt + "/H012", until: null }] }
const answers: Record<string, unknown> = {}

let root: HTMLElement
let store: Store

beforeEach(async () => {
  store ??= await openStore()
  for (const { name } of await store.all("kept")) await store.remove("kept", name)
  for (const { key } of await store.all("outbox")) await store.remove("outbox", key)
  vi.useFakeTimers({ now, toFake: ["Date"] })
})
afterEach(() => {
  if (root) render(null, root)
  root?.remove()
  vi.useRealTimers()
})

function stand(mine: Facts[] = [], step: Partial<View> = {}) {
  const view = new Signal({ account, services: [aid, privacy, direct], area: rt, zone: "Asia/Jakarta", drift: 0, queue: [], details: {}, online: true, mine, known: true, ...step } as unknown as View)
  const acted: { service: string; move: string; body: object }[] = []
  const phone = {
    view, store,
    api: { get: async (path: string) => answers[path.split("?")[0]!] ?? Promise.reject(new Error(path)) },
    act: async (command: (typeof acted)[number]) => void acted.push(command),
    set: (part: Partial<View>) => view.set({ ...view.get(), ...part }),
    outbox: { flush: async () => undefined },
    recallCase: async () => undefined,
    read: async () => undefined,
    readIfOlder: async () => undefined,
    readMine: vi.fn(async () => undefined),
  }
  return { phone: phone as unknown as Phone, acted, readMine: phone.readMine }
}

function draw(phone: Phone, what: ComponentChildren): void {
  root = document.body.appendChild(document.createElement("div"))
  void act(() => render(<PhoneContext.Provider value={phone}>{what}</PhoneContext.Provider>, root))
}
const text = () => root.textContent!.replace(/\s+/g, " ")
const sees = (words: string) => vi.waitFor(() => expect(text()).toContain(words))
const press = (word: string) => void act(() => [...root.querySelectorAll<HTMLElement>("button, label")].find((one) => one.textContent === word)!.click())

test("the bulletin names RTs by colour at RW level, what is asked of everybody, and that it is derived", async () => {
  answers["/bulletin"] = bulletin
  answers["/me/looks"] = { looks: [] }
  draw(stand().phone, <News />)
  await sees("Kabar pagi RW 04, 21 November")
  expect(text()).toContain("6 RT hijau1 kuning")
  expect(text()).toContain("Yang diminta di zona kuning")
  expect(text()).toContain("Pantau keluarga yang isolasi.")
  expect(text()).toContain("bukan peta resmi")
  expect(text()).not.toContain("oranye")
})

test("outside an emergency there is nothing at all", async () => {
  answers["/bulletin"] = { ...bulletin, zones: null, worst: null, actions: [] }
  answers["/me/looks"] = { looks: [] }
  const { phone } = stand()
  draw(phone, <News />)
  await vi.waitFor(async () => expect(await recall(store, "bulletin")).toBeTruthy())
  expect(text()).toBe("")
})

test("a broken glass is told quietly, until its page was seen", async () => {
  answers["/bulletin"] = { ...bulletin, zones: null }
  answers["/me/looks"] = { looks: [look("14:05", { reason: "disaster", title: "Bencana" }), look("10:42")] }
  const { phone } = stand()
  draw(phone, <News />)
  await sees("Camat membuka laporan keluarga Ibu/Bapak, 14.05. Alasan: bencana.")
  render(null, root)
  draw(phone, <Looks />)
  await sees("Ketua RT")
  expect(text()).toContain("Alasan: bencana.")
  await vi.waitFor(async () => expect((await recall<number>(store, "glass"))?.value).toBe(Date.parse("2026-11-21T14:05:00+07:00")))
  render(null, root)
  draw(phone, <News />)
  await vi.waitFor(async () => expect(await recall(store, "looks")).toBeTruthy())
  expect(text()).not.toContain("Camat")
})

test("consent is withdrawn after one question; the 72 hours stand as a clock, and it can be given again", () => {
  const { phone, acted } = stand()
  draw(phone, <Consent />)
  press("Tarik persetujuan")
  expect(root.querySelector("dialog")!.textContent).toContain("Tarik persetujuan keluarga?")
  press("Ya, tarik")
  expect(acted).toMatchObject([{ service: "privacy", move: "withdraw", body: { area: rt } }])
  render(null, root)
  const withdrawn = matter("privacy", "withdrawn", "10:56", { due: "2026-11-24T10:56:00+07:00", due_for: "time_up" })
  const again = stand([withdrawn])
  draw(again.phone, <Consent />)
  expect(root.querySelector(".clock")!.getAttribute("aria-label")).toBe("Berhenti paling lambat 24 Nov 10.56.")
  press("Setujui lagi")
  expect(again.acted).toMatchObject([{ move: "resume", body: { case: withdrawn.id } }])
})

test("erasure: two choices, asked once more, then 72 hours in which it can be called off", () => {
  const { phone, acted } = stand([{ ...filed, state: "closed" }])
  draw(phone, <Erase />)
  const button = () => [...root.querySelectorAll<HTMLButtonElement>(".bar button")].at(-1)!
  expect(button().disabled).toBe(true)
  const [, everything] = root.querySelectorAll<HTMLInputElement>("input[type=radio]")
  void act(() => void everything!.dispatchEvent(new Event("change", { bubbles: true })))
  expect(button().disabled).toBe(false)
  void act(() => button().click())
  expect(root.querySelector("dialog h1")!.textContent).toBe("Hapus semuanya, juga akun saya?")
  expect(acted).toEqual([])
  press("Ya, hapus")
  expect(acted).toMatchObject([{ move: "ask_erasure", body: { area: rt, what: "everything" } }])
  render(null, root)
  const asked = matter("privacy", "asked", "10:56", { due: "2026-11-24T10:56:00+07:00", due_for: "carry_out" })
  const waiting = stand([asked])
  draw(waiting.phone, <Erase />)
  expect(text()).toContain("Dihapus 24 Nov 10.56. Sebelum itu masih dapat dibatalkan.")
  press("Batal, simpan saja")
  expect(waiting.acted).toMatchObject([{ move: "keep", body: { case: asked.id } }])
})

test("nothing is erased while something is still running, and the page says so", () => {
  draw(stand([filed]).phone, <Erase />)
  expect(text()).toContain("1 laporan masih berjalan. Hapus setelah selesai.")
  expect(root.querySelector(".bar")).toBeNull()
})

test("what is kept: reports with their words and until when; erased ones say that they are", async () => {
  const closed = { ...filed, state: "closed" }
  answers["/me/looks"] = { looks: [look("10:42")] }
  answers["/me/data"] = {
    account: { name: "Sri Wahyuni", login: "warga", added_at: "2026-01-02T08:00:00+07:00" },
    sessions: [{ device: "", opened_at: filed.since, seen_at: filed.since }],
    photos: [{ case: null, at: filed.since }],
    cases: [
      { ...closed, data: { need: "obat", people: 2, note: "Insulin" }, kept_until: "2027-11-21T00:00:00+07:00" },
      { ...matter("direct", "sent", "13:00"), data: { about: "violence", text: "Rahasia" }, kept_until: null },
    ],
  }
  draw(stand([closed]).phone, <Data />)
  await sees("Disimpan sampai 21 Nov 2027")
  // Who looked is asked beside it, and may answer later.
  await sees("1 kali dibuka, terakhir 10.42")
  for (const words of ["Insulin", "2 Jan 2026"]) expect(text()).toContain(words)
  expect(text()).not.toContain("Rahasia")
  expect(root.querySelector<HTMLAnchorElement>("a[download]")!.getAttribute("href")).toBe("/api/v1/me/data")
  render(null, root)
  draw(stand([closed, matter("privacy", "erased", "13:00")]).phone, <Data />)
  await sees("Isi laporan sudah dihapus")
  expect(text()).not.toContain("Insulin")
})

test("past the RT: who reads it is said before anything is written, and no title tells what it is about", () => {
  const { phone } = stand([matter("direct", "sent", "13:00")], { queue: [{ key: "k", case: "k", service: "direct", move: "send", state: "stored", number: "H-3", tries: 0, storedAt: now, notBefore: 0, body: { about: "violence" } }] as unknown as View["queue"] })
  draw(phone, <Direct />)
  expect(text()).toContain("Dibaca lurah dan staf kelurahan.")
  expect(text()).toContain("Ketua RT, Ketua RW, dan orang serumah tidak melihatnya.")
  expect(text()).toContain("No. H-3tersimpan di HP")
  expect(text()).toContain("Terkirim ke kelurahan")
})

test("put away, no shelf of the phone names the report any more", async () => {
  const sent = matter("direct", "sent", "13:00")
  await keep(store, "case/" + sent.id, { case: detail(sent) }, now)
  await keep(store, "mine", [sent, filed], now)
  await store.put("outbox", { key: sent.id, case: sent.id, service: "direct", state: "sent", body: { text: "Rahasia" } } as never)
  const { phone } = stand([sent, filed], { details: { [sent.id]: {} } as never })
  await putAway(phone, sent.id)
  const left = [...(await store.all("kept")).filter(({ name }) => name !== "away"), ...(await store.all("outbox"))]
  expect(JSON.stringify(left)).not.toContain(sent.id)
  expect(phone.view.get().mine).toEqual([filed])
  expect((await recall<string[]>(store, "away"))?.value).toEqual([sent.id])
})

test("after an erasure the phone's own copies go too, what came after it stays", async () => {
  const after = matter("aid", "filed", "13:30")
  await keep(store, "case/" + filed.id, { case: detail() }, now)
  await keep(store, "case/" + after.id, { case: detail(after) }, now)
  await keep(store, "draft/aid/request", { note: "lama" }, now)
  await store.put("outbox", { key: filed.id, case: filed.id, state: "sent", answer: filed, body: { note: "Insulin" } } as never)
  const { phone, readMine } = stand([filed, matter("privacy", "erased", "13:00")])
  await wipe(phone, "2026-11-21T13:00:00+07:00")
  expect((await store.all("kept")).map(({ name }) => name).sort()).toEqual(["case/" + after.id, "wiped"])
  expect(await store.all("outbox")).toEqual([])
  await wipe(phone, "2026-11-21T13:00:00+07:00")
  expect(readMine).toHaveBeenCalledOnce()
})
