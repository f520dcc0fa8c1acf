// How wide a word comes out in the letters of this device. A wall hangs on whatever television there is, whose letters may be a
// third wider than those the tiles were drawn for; a word that would leave its tile is drawn narrower instead of being cut.
const widths = new Map<string, number>()

function measure(word: string, size: number, weight: number): number {
  const key = `${weight} ${size} ${word}`
  let width = widths.get(key)
  if (width === undefined) {
    const pen = document.createElement("canvas").getContext("2d")
    if (pen) pen.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`
    width = pen?.measureText(word).width ?? 0
    widths.set(key, width)
  }
  return width
}

/** The length to press a text into, or nothing where it fits by itself. */
export const pressed = (word: string, size: number, weight: number, room: number): { textLength?: number; lengthAdjust?: "spacingAndGlyphs" } =>
  measure(word, size, weight) > room ? { textLength: room, lengthAdjust: "spacingAndGlyphs" } : {}
