import jsqr from "jsqr"
import { expect, test } from "vitest"
import { longest, qr } from "./qr"

// Paints the path as a camera would see it, then reads it with an independent decoder.
function seen(code: { d: string; size: number }): string | undefined {
  const scale = 4
  const side = (code.size + 8) * scale
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, c, r] of code.d.matchAll(/M(\d+) (\d+)/g))
    for (let y = 0; y < scale; y++)
      for (let x = 0; x < scale; x++) {
        const at = (((Number(r) + 4) * scale + y) * side + (Number(c) + 4) * scale + x) * 4
        pixels.fill(0, at, at + 3)
      }
  const read = jsqr as unknown as (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null
  return read(pixels, side, side)?.data
}

test.each([
  "H-7",
  "https://jogo.example/#/saksi/x",
  "http://localhost:8080/#/saksi/01a1fff0-2adf-71d4-b44f-d13d9f2e2b24",
  "https://jogotonggo.semarangkota.example/#/saksi/01a1fff0-2adf-71d4-b44f-d13d9f2e2b24",
])("a camera reads back %s", (text) => {
  expect(seen(qr(text)!)).toBe(text)
})

// The most that each version holds, and one more for the next: where lengths, blocks and marks change.
test.each([17, 32, 53, 78, 106, 134, 135, 154, 155, 192, 193, 230, 231, 271, 272, 321, 322, longest])("a camera reads back %i bytes", (n) => {
  const text = Array.from({ length: n }, (_, i) => String.fromCharCode(48 + ((i * 7 + n) % 74))).join("")
  expect(seen(qr(text)!)).toBe(text)
})

test("too long a text has no code", () => {
  expect(qr("x".repeat(longest + 1))).toBeNull()
})
