// The RTs and houses of an office, kept on the phone: they are chosen from without a signal too.
import { place } from "../../../core/area"
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

/** The houses of each of these RTs, as the phone knows them; null while none were ever read. */
export function useHouses(rts: readonly string[]): House[] | null {
  const { phone, view } = usePhone()
  const load = async () => (await Promise.all(rts.map((rt) => phone.api.houses(rt)))).flat()
  return useKept<House[]>(phone, "houses/" + rts.join(), view.online && rts.length > 0 ? load : null, rts.join() + view.online)
}
