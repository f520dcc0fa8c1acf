// What an alarm is called, where it is, what to do and whom to call: from what was told, in the words of this screen.
import { place, placeName } from "../../core/area"
import type { Told } from "../../core/wire"
import { t, type Word } from "../../words/alert"
import { reachOf, type Alarm } from "./ring"

const kinds = ["kebakaran", "banjir", "pencuri", "ternak", "raja_pati", "bahaya", "cek"] as const
type Kind = (typeof kinds)[number]
const isKind = (kind: unknown): kind is Kind => kinds.includes(kind as Kind)

export const kindWord = (kind: string | undefined): string => (isKind(kind) ? t(kind) : (kind ?? ""))

/** What is called out has one word: "BANJIR", not what else the same strokes may mean. */
export const kindCall = (kind: string | undefined): string => kindWord(kind).split(",")[0]!

const said = (word: string, otherwise: Word): string => {
  const found = t(word as Word)
  return found === word ? t(otherwise) : found
}

export const actWord = ({ act }: Told): string => said("act_" + act, "act_waspada")
export const byWord = ({ by }: Told): string => said("by_" + by, "by_resident")

/** "RT 03", and its RW only for who lives in another one. */
export function whereWord(area: string, own: string): string {
  const [there, here] = [place(area), place(own)]
  const two = (n: number) => String(n).padStart(2, "0")
  if (there.rt !== null && there.kelurahan === here.kelurahan && there.rw === here.rw) return "RT " + two(there.rt)
  return areaWord(area)
}

/** "RT 03 RW 04", "RW 04", or the whole kelurahan. */
export const areaWord = (area: string): string => placeName(area) || t("heardWhole")

export const reachWord = (alarm: Pick<Alarm, "area" | "told">): string => areaWord(reachOf(alarm))

type Call = { tel: string; word: Word; short: Word }
const fire: Call = { tel: "113", word: "call113s", short: "wallFire" }
const police: Call = { tel: "110", word: "call110s", short: "wallPolice" }
const ambulance: Call = { tel: "119", word: "call119s", short: "wallAmbulance" }
const all: Call = { tel: "112", word: "call112s", short: "wallAll" }

/** Who helps with this kind, first whom to call. */
export const callsFor = (kind: string | undefined): Call[] => {
  const first = kind === "kebakaran" ? fire : kind === "pencuri" || kind === "ternak" || kind === "raja_pati" ? police : all
  return [first, ...[fire, ambulance, police, all].filter((one) => one !== first)]
}

/** The usual strokes, where the lurah has set none (DOMAIN.md 7). */
export const usual: Readonly<Record<string, string>> = { kebakaran: "3-3-3", banjir: "4-4-4", pencuri: "2-2-2", ternak: "5-5-5", raja_pati: "1-1-1", bahaya: "titir" }
export const calmStrokes = "1-7-1"
export const alarmKinds = kinds.filter((kind) => kind !== "cek")
