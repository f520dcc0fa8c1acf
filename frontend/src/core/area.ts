// One path type for places: "33.74.08.1006/RW04/RT03/H012". Mirrors rt-rw/area.go for reading only.

export type Place = { kelurahan: string; rw: number | null; rt: number | null; house: string | null }

export function place(area: string): Place {
  const [kelurahan = "", ...parts] = area.split("/")
  const find = (prefix: string) => parts.find((part) => part.startsWith(prefix))?.slice(prefix.length) ?? null
  const number = (text: string | null) => (text === null ? null : Number(text))
  return { kelurahan, rw: number(find("RW")), rt: number(find("RT")), house: find("H") }
}

/** "33.74.08" contains "33.74.08.1006/RW04"; "33.74.08.1006/RW1" does not contain ".../RW10". */
export const contains = (outer: string, inner: string): boolean =>
  inner === outer || inner.startsWith(outer + "/") || inner.startsWith(outer + ".")

const two = (n: number) => String(n).padStart(2, "0")

/** The lines of an enamel plate: ["RT 03", "RW 04"], or what there is of them. */
export function plateLines(area: string): string[] {
  const { rt, rw, house } = place(area)
  const lines = [rt === null ? "" : "RT " + two(rt), rw === null ? "" : "RW " + two(rw)].filter(Boolean)
  return house && lines.length === 0 ? [house] : lines
}

/** "RT 03 RW 04" in one line. */
export const placeName = (area: string): string => plateLines(area).join(" ")

/** The number on the door, without the letter and leading zeros. */
export const houseNumber = (household: string | null): string => place(household ?? "").house?.replace(/^0+/, "") ?? ""

/** The RT of a house, or the area itself. */
export const withoutHouse = (area: string): string => area.replace(/\/H[^/]*$/, "")
