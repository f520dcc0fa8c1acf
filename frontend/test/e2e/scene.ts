// What everybody of a small town has going on, so that every screen has something to show: one waits, one is on its way, one is ill, one
// has a guest, one is in an office's hands, a lobby has its link.
import { expect } from "vitest"
import { command, desktop, rt, wall } from "./hands"
import type { Device } from "./town"

const far = "33.74.08.1006/RW09/RT01"

/** `device` gives the screen of a login. The answer names cases, and the code of a lobby's screen, for places to name in braces. */
export async function play(device: (as: string, size?: { width: number; height: number }) => Promise<Device>): Promise<Record<string, string>> {
  const ask = async (by: Device, move: string, body: object) => {
    const answer = await command(by.page, move, body)
    expect([move, answer.status < 300, answer.body.detail]).toEqual([move, true, undefined])
    return answer.body.case.id as string
  }
  const [warga, head, helper] = [await device("warga"), await device("rt"), await device("relawan")]
  const nakes = await device("nakes", desktop)
  const staf = await device("staf", desktop)
  const [other, judge] = [await device("warga2"), await device("rt2")]
  const lurah = await device("lurah", wall)

  const coming = await ask(warga, "aid/request", { area: rt, need: "obat", people: 2 })
  await ask(head, "aid/verify", { case: coming })
  await ask(helper, "aid/claim", { case: coming })
  await ask(helper, "aid/dispatch", { case: coming })
  await ask(head, "aid/verify", { case: await ask(warga, "aid/request", { area: rt, need: "popok", people: 1 }) })

  const ill = await ask(warga, "isolation/report", { area: rt, who: "Pak Joko", since: "2026-11-20", breathless: false, temp_c: 38.4 })
  await ask(head, "isolation/verify", { case: ill })
  await ask(nakes, "isolation/start", { case: ill, class: "confirmed" })

  const guest = await ask(other, "arrival/register", { area: far, kind: "returnee", from: "Kudus", arrived: "2026-11-22", people: 2 })
  await ask(judge, "arrival/verify", { case: guest })

  // The neighbour has nothing going on: an empty home is a screen too.
  const held = await ask(other, "aid/request", { area: far, need: "air", people: 3 })
  await ask(judge, "aid/verify", { case: held })
  await ask(staf, "aid/claim", { case: held })
  await ask(judge, "aid/verify", { case: await ask(other, "aid/request", { area: far, need: "makan", people: 3 }) })

  const filed = await ask(warga, "aid/request", { area: rt, need: "sembako", people: 4 })
  const made = await lurah.page.evaluate(async () => (await fetch("/api/v1/kiosks", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ area: "33.74.08.1006" }) })).json())
  return { coming, ill, guest, held, filed, lobby: made.kiosk.code }
}
