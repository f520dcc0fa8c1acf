// Kentongan strokes as time: which drum is lit when, when the beater falls, and what a phone's motor does. Pure.

/** A stroke is lit for 400 ms: two and a half changes a second, under the three that may harm an eye. */
export const beat = 400
export const pause = 900
export const rounds = 3

const titir = 7

/** "3-3-3" is three groups of three; "titir" is one row without a pause. */
export function groupsOf(strokes: string): number[] {
  const groups = strokes.split("-").map(Number)
  return groups.every((n) => Number.isInteger(n) && n > 0 && n < 20) ? groups : [titir]
}

/** Titir is beaten as fast as a hand can; its light stays slow. */
export const isTitir = (strokes: string): boolean => !/^\d+(-\d+)*$/.test(strokes)

/** "3 – 3 – 3", as it is read. */
export const strokesSaid = (strokes: string): string => (isTitir(strokes) ? "titir" : groupsOf(strokes).join(" – "))

/** When each drum of one round lights, in milliseconds from its beginning. */
function lights(strokes: string): number[] {
  let at = 0
  return groupsOf(strokes).flatMap((n) => {
    const group = Array.from({ length: n }, (_, i) => at + i * beat)
    at += n * beat + (isTitir(strokes) ? 0 : pause)
    return group
  })
}

export function roundLength(strokes: string): number {
  const groups = groupsOf(strokes)
  return groups.reduce((sum, n) => sum + n * beat, 0) + (isTitir(strokes) ? 0 : groups.length * pause)
}

export const playLength = (strokes: string): number => rounds * roundLength(strokes)

/** The drum that is lit at a moment of playing, null between groups; after the last round all of them stand lit and still. */
export function litAt(strokes: string, at: number): number | null | "still" {
  if (at < 0) return null
  if (at >= playLength(strokes)) return "still"
  const within = at % roundLength(strokes)
  const found = lights(strokes).findIndex((from) => within >= from && within < from + beat)
  return found < 0 ? null : found
}

/** How long until what is lit changes. */
export function nextChange(strokes: string, at: number): number {
  const round = roundLength(strokes)
  const within = at % round
  const edges = lights(strokes).flatMap((from) => [from, from + beat])
  return Math.min(...edges.filter((edge) => edge > within), round) - within
}

/** When the beater falls, over all rounds. */
export function knocks(strokes: string): number[] {
  const round = roundLength(strokes)
  const one = isTitir(strokes) ? Array.from({ length: round / 200 }, (_, i) => i * 200) : lights(strokes)
  return Array.from({ length: rounds }, (_, n) => one.map((at) => n * round + at)).flat()
}

/** The same for a phone's motor: on, off, on, off. */
export function shakes(strokes: string): number[] {
  const falls = knocks(strokes)
  const on = isTitir(strokes) ? 120 : 250
  return falls.flatMap((at, i) => [on, (falls[i + 1] ?? at + on) - at - on])
}
