/** Which door a fragment names, if it names one. */
export function doorOf(hash: string): { door: "undangan" | "awal"; code: string } | null {
  const [, door, code] = /^#(undangan|awal)\/([\w-]+)$/.exec(hash) ?? []
  return door && code ? { door: door as "undangan" | "awal", code } : null
}
