// What the first day reads and writes. Types come from the server's own description.
import type { Api } from "../../core/api"
import type { components } from "../../core/api.gen"
import { currentLanguage } from "../../core/i18n"
import { Problem, Unreachable, type Refusal } from "../../core/problem"

type Shapes = components["schemas"]
export type Town = Shapes["Town"]
export type TownPlace = Shapes["TownPlace"]
export type Person = Shapes["TownPerson"]
export type Home = Shapes["HomePlace"]
export type NamedHead = Shapes["NamedHead"]

export const readTown = (api: Api, area: string): Promise<Town> => api.get<Town>("/setup?area=" + encodeURIComponent(area))

export const findHomes = (api: Api, code: string, q: string) => api.ask<{ areas: Home[]; listed: boolean }>("/setup/areas", { code, q })

/** Paper is no JSON: it is fetched by itself, and a refusal is read like any other. */
export async function paper(kind: "slips" | "letters", body: object): Promise<Blob> {
  const answer = await fetch("/api/v1/setup/" + kind, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": currentLanguage() },
    credentials: "same-origin",
    cache: "no-store",
    body: JSON.stringify(body),
  }).catch((cause) => {
    throw new Unreachable(cause)
  })
  if (answer.ok) return answer.blob()
  const said = (await answer.json().catch(() => ({}))) as Partial<Refusal>
  throw new Problem({ status: answer.status, code: said.code ?? "", detail: said.detail ?? "", fields: said.fields ?? [] })
}

/** Gives a file to whoever asked for it, by the browser's own way of keeping files. */
export function download(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = Object.assign(document.createElement("a"), { href: address, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  // Some browsers read the file only after the click is over.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
