// What stands on paper that the server made: codes as an independent reader reads them, with the words that follow each.
import { inflateSync } from "node:zlib"
import jsqr from "jsqr"

const read = jsqr as unknown as (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null

export type Printed = { pages: number; codes: { text: string | undefined; words: string }[] }

/** The pages of a PDF as they are drawn, each code turned into dots again and read. */
export function printed(pdf: Buffer): Printed {
  const drawn: string[] = []
  for (const { index, 0: { length } } of pdf.toString("latin1").matchAll(/stream\n/g)) {
    const from = index + length
    const to = pdf.indexOf("\nendstream", from)
    try {
      const text = inflateSync(pdf.subarray(from, to)).toString("latin1")
      if (/ cm 0 g\n/.test(text)) drawn.push(text)
    } catch {
      // A font, or the end of another stream: no page.
    }
  }
  const codes = drawn.flatMap((page) =>
    page.split(" cm 0 g\n").slice(1).map((part) => {
      const [squares = "", rest = ""] = part.split("f Q")
      return { text: codeOf(squares), words: [...rest.matchAll(/\(((?:\\.|[^\\)])*)\) ?Tj/g)].map(([, words]) => words).join(" ") }
    }),
  )
  return { pages: drawn.length, codes }
}

const dot = 6
const quiet = 4

function codeOf(squares: string): string | undefined {
  const runs = squares.trim().split("\n").map((line) => line.split(" ").map(Number) as [number, number, number])
  const side = (Math.max(...runs.map(([x, , run]) => x + run)) + 2 * quiet) * dot
  const dots = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [x, y, run] of runs)
    for (let row = 0; row < dot; row++) {
      const at = ((y + quiet) * dot + row) * side + (x + quiet) * dot
      for (let i = at; i < at + run * dot; i++) dots.fill(0, i * 4, i * 4 + 3)
    }
  return read(dots, side, side)?.data
}
