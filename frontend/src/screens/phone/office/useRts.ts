// The RTs and houses of an office, kept on the phone: they are chosen from without a signal too.
import { useEffect, useState } from "preact/hooks"
import { place } from "../../../core/area"
import { keep, recall } from "../../../core/store"
import type { House } from "../../../core/wire"
import { useKept } from "../own/useKept"
import { usePhone } from "../context"
import { rtsOf, type Post } from "./posts"

export function useRts(posts: readonly Post[]): string[] {
  const { phone, view } = usePhone()
  const wide = posts.filter(({ area }) => place(area).rt === null).map(({ area }) => area)
  const load = async () => (await Promise.all(wide.map((area) => phone.api.areas(area, true)))).flat().map(({ area }) => area)
  const known = useKept<string[]>(phone, "rts/" + wide.join(), wide.length > 0 && view.online ? load : null, wide.join() + view.online)
  return rtsOf(posts, known ?? [])
}

/** The houses of these RTs, as the phone knows them, each RT for itself; null while none of them was ever read. */
export function useHouses(rts: readonly string[]): House[] | null {
  const { phone, view } = usePhone()
  const [houses, set] = useState<Record<string, House[]>>({})
  useEffect(() => {
    let gone = false
    const show = (rt: string, value: House[]) => gone || set((known) => ({ ...known, [rt]: value }))
    const learn = async (rt: string) => {
      const kept = await recall<House[]>(phone.store, "houses/" + rt)
      if (kept) show(rt, kept.value)
      if (!view.online) return
      const fresh = await phone.api.houses(rt)
      show(rt, fresh)
      await keep(phone.store, "houses/" + rt, fresh, Date.now())
    }
    for (const rt of rts) void learn(rt).catch(() => undefined)
    return () => {
      gone = true
    }
  }, [rts.join(), view.online])
  const known = rts.flatMap((rt) => houses[rt] ?? [])
  return rts.some((rt) => houses[rt]) ? known : null
}
