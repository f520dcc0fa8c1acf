// Which way in stands at /masuk: a house's invitation, a head's letter, the first day of a kelurahan, the people of a phone that nobody
// uses right now, or signing in.
import type { VNode } from "preact"
import { browserApi } from "../../browser"
import { browserStore } from "../../memory"

export async function entrance(): Promise<VNode> {
  const parts = { api: browserApi(), store: await browserStore() }
  const [, code] = /^#undangan\/([\w-]+)$/.exec(location.hash) ?? []
  if (code) {
    const { Invited } = await import("./Invited")
    return <Invited {...parts} code={code} />
  }
  const [, way, key = ""] = /^#(awal|kunci|siap)(?:\/([\w-]+))?$/.exec(location.hash) ?? []
  if (way) {
    const { firstDay, letter } = await import("../setup/start")
    return way === "kunci" ? letter(parts, key) : firstDay(parts, way === "awal" ? key : "")
  }
  // Somebody left, others are still signed in: it is handed on, unless somebody new comes in.
  const known = (await parts.store.all("kept")).some(({ name }) => /\/(account|left)$/.test(name))
  if (known && location.hash !== "#tambah") {
    const { Door } = await import("../people/Door")
    return <Door {...parts} />
  }
  const { SignIn } = await import("./SignIn")
  return <SignIn {...parts} />
}
