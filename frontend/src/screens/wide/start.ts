// What desk and boards need before they can draw: who sits here, what services are declared, which area, which zone.
import { browserApi, startLanguage } from "../../browser"
import type { Api } from "../../core/api"
import { addWords, currentLanguage } from "../../core/i18n"
import { holds } from "../../core/session"
import { Problem } from "../../core/problem"
import { keepOffice, keptOffice, type KeptOffice } from "./kept"
import { signedOut } from "./signedOut"
import type { About, Account, Service } from "../../core/wire"

export type Office = { api: Api; account: Account; about: About; services: Service[]; area: string; part: string }

/** The widest of these duties names the area, unless the address does: /papan?area=33.74.08.1006 */
const duties = ["city", "camat", "lurah", "staff", "health", "rw_head", "rt_head", "academic", "dpo", "kader", "volunteer"]

export function dutyArea(account: Account, asked: string | null): string {
  if (asked) return asked
  for (const role of duties) {
    const grant = account.grants.find((one) => one.role === role)
    if (grant) return grant.area
  }
  return account.household?.replace(/\/H[^/]*$/, "") ?? ""
}

const overseers = ["city", "camat", "academic"]
const serving = ["lurah", "staff", "health", "rw_head", "rt_head", "kader", "volunteer", "dpo"]

/**
 * Who only oversees a kelurahan looks at it on the board above: there are the same counts, and an RT opened in an emergency does
 * not take their place. `part` is the kelurahan asked for.
 */
export function watched(account: Account, area: string): { area: string; part: string } {
  const above = area.split(".").slice(0, 3).join(".")
  const only = area.split(".").length === 4 && holds(account, overseers, above) && !holds(account, serving, area)
  return only ? { area: above, part: area.split("/")[0]! } : { area, part: "" }
}

/** `more` are words of a tier above these, in English. */
export async function speak(more?: () => Promise<Record<string, string>>): Promise<void> {
  await startLanguage()
  if (currentLanguage() !== "en") return
  addWords((await import("../../words/en.wide")).enWide, "en")
  if (more) addWords(await more(), "en")
}

/** Rejects when the server is out of reach and nothing was kept in this tab; sends away whoever is not signed in. */
export async function openOffice(): Promise<Office> {
  const api = browserApi()
  const asked = new URLSearchParams(location.search).get("area")
  const office = ({ account, about, services }: KeptOffice): Office => ({ api, account, about, services, ...watched(account, dutyArea(account, asked)) })
  try {
    const { account } = await api.me()
    const [about, services] = await Promise.all([api.about(), api.services()])
    keepOffice({ account, about, services })
    return office({ account, about, services })
  } catch (problem) {
    if (problem instanceof Problem && problem.signedOut) signedOut()
    // Signed in, and nobody: a screen that hangs in a lobby came to the wrong door.
    if (problem instanceof Problem && problem.refusal.status === 403) {
      location.replace("/papan#lobi")
      location.reload()
    }
    const kept = problem instanceof Problem && !problem.passing ? null : keptOffice()
    if (kept) return office(kept)
    throw problem
  }
}
