// Codes of houses for one sheet: made one after another when somebody asks, held in this page alone, and gone with it.
import type { Api } from "../../../core/api"
import { query } from "../../../core/api"
import type { House, Invite } from "../../../core/wire"

export type Slip = { house: House; invite: Invite }

const onPage = 8

/** Slips as they lie on pages. */
export const pagesOf = <T,>(slips: readonly T[]): T[][] => Array.from({ length: Math.ceil(slips.length / onPage) }, (_, page) => slips.slice(page * onPage, (page + 1) * onPage))

export const pageCount = (slips: number): number => Math.ceil(slips / onPage)

/** Makes codes until all are there, somebody left, or one can't be had; then the problem is thrown and what was made stays. */
export async function make(api: Pick<Api, "inviteHouse">, houses: readonly House[], made: (slip: Slip) => boolean): Promise<void> {
  for (const house of houses) if (!made({ house, invite: await api.inviteHouse(house.area) })) return
}

/** The codes of houses in an RT that still open a door. */
export const standingCodes = (api: Pick<Api, "get">, rt: string): Promise<Invite[]> =>
  api.get<{ invites: Invite[] }>("/invites" + query({ area: rt })).then(({ invites }) => invites.filter(({ kind }) => kind === "house"))

/** Voids them; whoever came in by one stays. */
export async function voidAll(api: Pick<Api, "call">, codes: readonly Invite[], gone: (id: string) => void): Promise<void> {
  for (const { id } of codes) {
    await api.call("DELETE", "/invites/" + encodeURIComponent(id))
    gone(id)
  }
}
