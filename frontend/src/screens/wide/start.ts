// What desk and boards need before they can draw: who sits here, what services are declared, which area, which zone.
import { browserApi, startLanguage } from "../../browser"
import type { Api } from "../../core/api"
import { addWords, currentLanguage } from "../../core/i18n"
import { Problem } from "../../core/problem"
import type { About, Account, Service } from "../../core/wire"

export type Office = { api: Api; account: Account; about: About; services: Service[]; area: string }

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

export async function speak(): Promise<void> {
  await startLanguage()
  if (currentLanguage() === "en") addWords((await import("../../words/en.wide")).enWide, "en")
}

/** Rejects when the server is out of reach; sends away whoever is not signed in. */
export async function openOffice(): Promise<Office> {
  const api = browserApi()
  try {
    const account = await api.me()
    const [about, services] = await Promise.all([api.about(), api.services()])
    return { api, account, about, services, area: dutyArea(account, new URLSearchParams(location.search).get("area")) }
  } catch (problem) {
    if (problem instanceof Problem && problem.signedOut) location.assign("/masuk")
    throw problem
  }
}
