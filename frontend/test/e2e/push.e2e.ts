// News on a phone whose app is closed. The push service stands on this machine; what it gets is opened with the browser's keys and
// handed to the real worker, as Chromium does with what it gets from its own.
import type { CDPSession, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { command, desktop, forEverybody, place, read, rt, shoot } from "./hands"
import { readByAll } from "./eyes"
import { openPost, type Post } from "./post"
import { openTown, type Device, type Town } from "./town"

let post: Post
let town: Town
let head: Device
let warga: Device
let worker: CDPSession
let registration = ""
let id = ""

/** A browser that subscribes at our service; whether it did outlives the page, as it does in life. */
async function subscribes({ context }: Device): Promise<void> {
  await context.grantPermissions(["notifications"], { origin: town.url })
  await context.addInitScript((place) => {
    const made = { ...place, options: {}, toJSON: () => place, unsubscribe: async () => (localStorage.removeItem("subscribed"), true) }
    PushManager.prototype.getSubscription = async () => (localStorage.getItem("subscribed") ? (made as unknown as PushSubscription) : null)
    PushManager.prototype.subscribe = async (how) => {
      localStorage.setItem("subscribed", "1")
      Object.assign(made.options, { applicationServerKey: (how!.applicationServerKey as Uint8Array).buffer })
      return made as unknown as PushSubscription
    }
  }, post.place)
}

const danger = { area: rt, since: "2026-11-20", breathless: true, who: "Pak Karsono", note: "Insulin habis" }
const told = (page: Page) => read(page, "push") as Promise<{ devices: { current: boolean; sent_at: string | null }[]; notices: Record<string, string | null>[] }>
// Asked only once the worker has said that it stands: a Chromium that is asked before it has drawn it takes it for closed.
const shown = (page: Page) =>
  page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, tag }) => ({ title, body, tag })))
const reported = async (page: Page) => (await told(page)).notices.flatMap(({ shown_at }) => shown_at ?? [])

const soon = { timeout: 10_000 }
const uuid = /^[\da-f-]{36}$/

const deliver = (text: string) => worker.send("ServiceWorker.deliverPushMessage", { origin: town.url, registrationId: registration, data: text })

beforeAll(async () => {
  post = await openPost()
  town = await openTown({ JT_PUSH_HOSTS: post.url, JT_DEMO_NOW: "2026-11-21T22:10:00+07:00" })
  head = await town.device("rt")
  await subscribes(head)
  await town.enter(head, "rt")
  warga = await town.visit("warga")
})
afterAll(async () => {
  await town?.close()
  await post?.close()
})

test("a head switches news on, with one tap on the page under the menu", async () => {
  const { page } = head
  await page.getByRole("button", { name: "Menu" }).click()
  await page.getByRole("button", { name: "Kabar di HP ini" }).click()
  await page.getByText("Kabar belum menyala di sini.").waitFor()
  await shoot(page, "push-off")
  await forEverybody(head, ".here")
  await page.getByRole("button", { name: "Nyalakan kabar" }).click()
  await page.getByText("Kabar menyala di sini.").waitFor()
  const { devices } = await told(page)
  expect(devices.map(({ current, sent_at }) => [current, sent_at])).toEqual([[true, null]])
  worker = await head.context.newCDPSession(page)
  const seen = new Promise<string>((found) => worker.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => registrations[0] && found(registrations[0].registrationId)))
  await worker.send("ServiceWorker.enable")
  registration = await seen
})

test("a danger sign at night is shown, and says neither who nor what", async () => {
  const filed = await command(warga.page, "isolation/report", danger)
  expect(filed.status).toBe(201)
  id = filed.body.case.id
  const { text, urgency, topic } = await post.next()
  expect(urgency).toBe("high")
  // Ids and tags are drawn letters, in which "RT" or "H0" may stand by chance: they are held to their form, the rest is read.
  expect(JSON.parse(text)).toEqual({
    id: expect.stringMatching(uuid), tag: expect.stringMatching(/^[\w-]{24}$/), to: "/#/kasus/" + id, for: expect.stringMatching(uuid),
    at: expect.any(Number), loud: true, text: "Ada laporan darurat menunggu Bapak/Ibu.",
  })
  await deliver(text)
  await expect.poll(() => reported(head.page), soon).toEqual([expect.stringMatching(/^2026-11-21T22:1/)])
  expect(await shown(head.page)).toEqual([{ title: "Jogo Tonggo", body: "Ada laporan darurat menunggu Bapak/Ibu.", tag: topic }])
})

test("the household reads that it reached the head's phone", async () => {
  const { page } = warga
  await place(page, "kasus/" + id, "h1")
  await page.getByText("Sampai di HP Ketua RT").waitFor()
  await shoot(page, "push-reached")
})

test("a tap opens the case, and that is known too", async () => {
  const { page, context } = head
  const [own] = context.serviceWorkers()
  await own!.evaluate(async () => {
    const scope = self as unknown as ServiceWorkerGlobalScope
    const [notification] = await scope.registration.getNotifications()
    const event = new NotificationEvent("notificationclick", { notification: notification! })
    // Only a finger's event may ask the browser to wait for it; here the test does.
    const asked: Promise<unknown>[] = []
    Object.defineProperty(event, "waitUntil", { value: (work: Promise<unknown>) => asked.push(work) })
    scope.dispatchEvent(event)
    if (asked.length !== 1) throw new Error("the worker did not take the tap")
    await asked[0]
  })
  await page.waitForURL((at) => at.hash === "#/kasus/" + id)
  await expect.poll(async () => (await told(page)).notices[0]?.["opened_at"], soon).toMatch(/^2026-11-21T22:1/)
  expect(await shown(page)).toEqual([])
})

test("who acts ends it on every phone: the notification closes by itself", async () => {
  const { page } = head
  const again = await command(warga.page, "isolation/report", { ...danger, who: "Bu Karsono" })
  const first = await post.next()
  await deliver(first.text)
  await expect.poll(async () => (await reported(page)).length, soon).toBe(2)
  expect((await shown(page)).length).toBe(1)
  expect((await command(page, "isolation/verify", { case: again.body.case.id })).status).toBe(200)
  const { text, topic } = await post.next()
  expect([topic, JSON.parse(text)]).toEqual([first.topic, { tag: first.topic, close: true }])
  await deliver(text)
  await expect.poll(() => shown(page), soon).toEqual([])
  await place(page, "kabar-hp", ".device")
  await page.getByText(/terkirim 22\.1\d · dibuka 22\.1\d/).waitFor()
  await shoot(page, "push-on")
  await forEverybody(head, ".device")
})

test("quiet hours are one tap, and stay", async () => {
  const { page } = head
  await page.getByRole("button", { name: "20.00 sampai 06.00" }).click()
  await page.locator('.on[aria-pressed="true"]', { hasText: "20.00" }).waitFor()
  expect((await read(page, "push")).quiet).toEqual({ from: 20, until: 6 })
})

test("switched off, nothing is known of this phone any more", async () => {
  const { page } = head
  await page.getByRole("button", { name: "Matikan di sini" }).click()
  await page.getByText("Kabar belum menyala di sini.").waitFor()
  expect((await told(page)).devices).toEqual([])
  expect(await page.evaluate(() => localStorage.getItem("subscribed"))).toBeNull()
})

test("without permission it is said kindly, and where to change it", async () => {
  const { page, context } = head
  await context.addInitScript(() => Object.defineProperty(Notification, "permission", { get: () => "denied" }))
  await page.reload()
  await page.getByText("Izin pemberitahuan ditutup").waitFor()
  await shoot(page, "push-denied")
  await forEverybody(head, ".here")
})

test("a home offers it once, after the first report", async () => {
  const { page, context } = warga
  await context.addInitScript(() => Object.defineProperty(Notification, "permission", { get: () => "default" }))
  await page.reload()
  await place(page, "beranda", ".offer")
  await shoot(page, "push-offer")
  await forEverybody(warga, ".offer")
  await page.getByRole("button", { name: "Tidak usah" }).click()
  await page.reload()
  await page.locator(".choice").first().waitFor()
  expect(await page.locator(".offer").count()).toBe(0)
})

test("a desk has the same in its menu", async () => {
  const desk = await town.visit("staf", desktop)
  await desk.page.getByRole("button", { name: "Menu", exact: true }).click()
  await desk.page.getByRole("button", { name: "Kabar di perangkat ini" }).click()
  await desk.page.getByText("Kapan kabar datang").waitFor()
  await shoot(desk.page, "push-desk")
  await readByAll(desk.page)
  for (const one of [head, warga, desk]) expect(one.errors).toEqual([])
})
