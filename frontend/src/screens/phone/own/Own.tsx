// Everything about one's own data behind one place: what is kept, who looked, consent, erasure, and the way past the RT.
import type { FunctionComponent } from "preact"
import { Missing } from "../pieces"
import { usePhone } from "../context"
import { Consent } from "./Consent"
import { Data } from "./Data"
import { Direct } from "./Direct"
import { Erase } from "./Erase"
import { Looks } from "./Looks"
import "../screens.css"
import "./own.css"

const pages: Record<string, FunctionComponent> = { "": Data, siapa: Looks, persetujuan: Consent, hapus: Erase, langsung: Direct }

export function Own({ page }: { page: string }) {
  const { view } = usePhone()
  const Page = view.account.household ? pages[page] : undefined
  return Page ? <Page /> : <Missing />
}
