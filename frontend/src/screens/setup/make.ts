// What is proposed, so that little is typed: a login, a password, lines of RTs, a table of heads.
import { place } from "../../core/area"

const titles = new Set(["pak", "bapak", "bu", "ibu", "mas", "mbak", "h", "hj", "haji", "hajah", "dr", "drs", "ir"])

const plain = (word: string): string => word.normalize("NFD").replace(/[^a-zA-Z0-9]/g, "").toLowerCase()

/** "lurah" and "Tegalsari" make lurah-tegalsari; of a person the first name counts. */
export function loginOf(office: string, name: string): string {
  const words = name.trim().split(/\s+/)
  while (words.length > 1 && titles.has(plain(words[0]!))) words.shift()
  return [office, plain(words[0] ?? "")].filter(Boolean).join("-").slice(0, 40)
}

/** Letters and digits that nobody takes for each other when they are read aloud or from paper. */
const clear = "abcdefghjkmnpqrstuvwxyz23456789"

/** Three groups of four by chance: 59 bits. */
export function password(draw: (n: number) => Uint8Array = (n) => crypto.getRandomValues(new Uint8Array(n))): string {
  let text = ""
  while (text.length < 12) for (const byte of draw(16)) if (byte < clear.length * 8 && text.length < 12) text += clear[byte % clear.length]
  return text.replace(/(....)(?=.)/g, "$1-")
}

/** A kelurahan's code as it is written here: ten digits become 33.74.08.1006. */
export function codeOf(typed: string): string {
  const digits = typed.replace(/[.\s]/g, "")
  return /^\d{10}$/.test(digits) ? digits.replace(/^(..)(..)(..)(....)$/, "$1.$2.$3.$4") : ""
}

/** How many RTs each RW has, as the server reads it; null: there are no RWs. */
export const linesOf = (rws: readonly number[] | null, rts: number): string =>
  rws ? rws.map((n, i) => (n > 0 ? `RW ${i + 1}: ${n} RT` : "")).join("\n") : `${rts} RT`

type Standing = { area: string; houses: number }

/**
 * Only what is to be added to a kelurahan that stands, RT by RT: an RT that never was is not made by the way, and one with few houses
 * gets no more of them because another has many. `grown`: every RT shall have that many houses.
 */
export function added(there: readonly Standing[], rws: readonly number[] | null, rts: number, houses: number, grown: boolean): string {
  const line = (rw: number | null, rt: number) => `${rw ? `RW ${rw} ` : ""}RT ${rt}: ${houses} rumah`
  const standing = there.map(({ area, houses }) => ({ ...place(area), houses }))
  const old = grown ? standing.filter((one) => one.houses < houses).map(({ rw, rt }) => line(rw, rt!)) : []
  const fresh = (rws ?? [rts]).flatMap((n, i) => {
    const rw = rws ? i + 1 : null
    const last = highest(standing.filter((one) => one.rw === rw).map(({ rt }) => rt))
    return Array.from({ length: Math.max(0, n - last) }, (_, more) => line(rw, last + 1 + more))
  })
  return [...old, ...fresh].join("\n")
}

export const highest = (numbers: readonly (number | null)[]): number => Math.max(0, ...numbers.map((n) => n ?? 0))

export type Written = { name: string; house: string }

/** Names that were typed beside their RTs, as a table; `lines` says which place each of its lines is. */
export function tableOf(areas: readonly string[], written: Readonly<Record<string, Written>>): { csv: string; lines: string[] } {
  const lines = areas.filter((area) => written[area]?.name.trim() || written[area]?.house.trim())
  const cell = (text: string) => `"${text.trim().replaceAll('"', '""')}"`
  const rows = lines.map((area) => {
    const { rw, rt } = place(area)
    return [rw ?? "", rt ?? "", cell(written[area]!.name), cell(written[area]!.house)].join(",")
  })
  return { csv: ["rw,rt,nama,rumah", ...rows].join("\n"), lines }
}

/** Which place, and which of its fields, a refusal of such a table means: "csv.3.nama" is the second line's name. */
export function meant(field: string, lines: readonly string[]): { area: string; column: string } | null {
  const [, line, column = ""] = /^csv\.(\d+)(?:\.(\w+))?$/.exec(field) ?? []
  const area = line && lines[Number(line) - 2]
  return area ? { area, column } : null
}

/** What a spreadsheet wrote, in whichever of its three alphabets; null: a workbook, which is no text and never short of noughts. */
export function textOf(bytes: Uint8Array): string | null {
  const read = (alphabet: string, fatal = false) => new TextDecoder(alphabet, { fatal }).decode(bytes)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return read("utf-16le")
  if (bytes.includes(0)) return null
  try {
    return read("utf-8", true)
  } catch {
    return read("windows-1252")
  }
}

/** WIB, WITA or WIT. */
export const zoneWord = (zone: string): string => ({ "Asia/Jakarta": "WIB (UTC+7)", "Asia/Makassar": "WITA (UTC+8)", "Asia/Jayapura": "WIT (UTC+9)" })[zone] ?? zone

/** Whether an address is this machine's own: no phone comes there. */
export const onlyHere = (host: string): boolean => /^(localhost|127\.|\[::1\])/.test(host)
