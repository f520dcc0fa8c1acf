// What every journey does with a page: commands and reads by its own session, a look into the phone's memory, and shots for human eyes.
import type { Page } from "playwright-core"
import { expect } from "vitest"
import { largeText, seenByAll, still } from "./eyes"
import type { Device, Town } from "./town"

export const rt = "33.74.08.1006/RW04/RT03"
export const wall = { width: 1920, height: 1080 }
export const desktop = { width: 1366, height: 768 }

const shots = process.env["JT_TEST_SHOTS"]

export async function shoot(page: Page, name: string): Promise<void> {
  if (!shots) return
  await still(page)
  await page.screenshot({ path: `${shots}/${name}.png` })
}

/** A place that was reached gives the focus to its name; whoever focuses something before that loses it again. */
export const arrived = (page: Page) => expect.poll(() => page.evaluate(() => document.activeElement?.tagName), { timeout: 10_000 }).toBe("H1")

/** One command by the page's own session, as another client would send it. */
export const command = (page: Page, path: string, body: object) =>
  page.evaluate(
    async ([path, body]) => {
      const headers = { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() }
      const answer = await fetch("/api/v1/" + path, { method: "POST", headers, body: JSON.stringify(body) })
      return { status: answer.status, body: await answer.json() }
    },
    [path, body] as const,
  )

/** One of this household is isolated: told by the family, checked by the head, begun by the puskesmas. Gives the case. */
export async function isolated(town: Town, { page }: Device): Promise<string> {
  const [head, nakes] = [await town.visit("rt"), await town.visit("nakes")]
  const ill = (await command(page, "isolation/report", { area: rt, who: "Pak Joko", since: "2026-11-20", breathless: false })).body.case.id
  expect((await command(head.page, "isolation/verify", { case: ill })).status).toBe(200)
  expect((await command(nakes.page, "isolation/start", { case: ill, class: "confirmed" })).status).toBe(200)
  await Promise.all([head.kill(), nakes.kill()])
  return ill
}

export const status = (page: Page, path: string) => page.evaluate(async (path) => (await fetch("/api/v1/" + path)).status, path)
export const text = (page: Page, path: string) => page.evaluate(async (path) => (await fetch("/api/v1/" + path)).text(), path)
export const read = (page: Page, path: string) => page.evaluate(async (path) => (await fetch("/api/v1/" + path)).json(), path)

/** Everything that lies in this phone's own database. */
export const onPhone = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((open) => { const asked = indexedDB.open("jogotonggo"); asked.onsuccess = () => open(asked.result) })
    const shelf = (name: string) => new Promise<unknown[]>((done) => { const asked = db.transaction(name).objectStore(name).getAll(); asked.onsuccess = () => done(asked.result) })
    const found = JSON.stringify([await shelf("kept"), await shelf("outbox")])
    db.close()
    return found
  })

export type Queued = { key: string; state: string; order: number }

/** What was ever put into this phone's queue and still lies there, in its order. */
export const queueOf = async (page: Page): Promise<Queued[]> => (JSON.parse(await onPhone(page))[1] as Queued[]).sort((a, b) => a.order - b.order)

/** How much of it has not gone out. */
export const waitingOf = async (page: Page): Promise<number> => (await queueOf(page)).filter(({ state }) => state !== "sent").length

/** A page of a phone that nobody stumbles over: axe in three themes, thumbs, and text at twice its size. */
export async function forEverybody({ page, context }: Device, sign: string): Promise<void> {
  await seenByAll(page)
  await largeText(page, context, () => page.locator(sign).first().waitFor())
}

/** A place behind the #, and what shows that it is there. */
export async function place(page: Page, to: string, sign: string): Promise<void> {
  await page.goto(new URL("/#/" + to, page.url()).href)
  await page.locator(sign).first().waitFor()
}
