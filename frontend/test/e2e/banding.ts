// Compares two pictures as an eye would that stands a step back: a browser's new way of smoothing letters is no difference, a changed
// word or button is. What is another thing each time (hours, codes) is not looked at.
import type { Page } from "playwright-core"
import { readFile } from "node:fs/promises"

export type Spot = { x: number; y: number; width: number; height: number }

/** How large a square is looked at as one, in pixels of the file; how far its mean may be off, of 255; how many may be. */
const square = 8
const off = 18
const allowed = 1

/** Where on the page stands what no two takes share: times of day, codes of houses and of hand-overs, a beat in mid-air. */
export const fleeting = (page: Page): Promise<Spot[]> =>
  page.evaluate(() => {
    const spots: Spot[] = []
    const note = ({ x, y, width, height }: DOMRect) => spots.push({ x: x - 3, y: y - 3, width: width + 6, height: height + 6 })
    for (const one of document.querySelectorAll(".qr, .digits, .slit, .elapsed b")) note(one.getBoundingClientRect())
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = texts.nextNode(); node; node = texts.nextNode())
      for (const found of (node.textContent ?? "").matchAll(/\b\d{1,2}\.\d\d(\.\d\d)?\b|\bNo\. \d{4}\b/g)) {
        const range = document.createRange()
        range.setStart(node, found.index)
        range.setEnd(node, found.index + found[0].length)
        for (const box of range.getClientRects()) note(box)
      }
    return spots
  })

/** In how many squares the picture in the file differs from this one; -1: it has another size. `page` is any page, only to open pictures. */
export async function differs(page: Page, file: string, taken: Buffer, spots: readonly Spot[], scale: number): Promise<number> {
  const kept = await readFile(file)
  return page.evaluate(
    async ([a, b, spots, scale, square, off]) => {
      const open = async (data: string) => {
        const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (one) => one.charCodeAt(0))], { type: "image/png" }))
        const brush = new OffscreenCanvas(picture.width, picture.height).getContext("2d")!
        brush.drawImage(picture, 0, 0)
        for (const { x, y, width, height } of spots) brush.clearRect(x * scale, y * scale, width * scale, height * scale)
        return brush.getImageData(0, 0, picture.width, picture.height)
      }
      const [one, other] = [await open(a), await open(b)]
      if (one.width !== other.width || one.height !== other.height) return -1
      let count = 0
      for (let top = 0; top < one.height; top += square)
        for (let left = 0; left < one.width; left += square) {
          const sums = [0, 0, 0]
          let n = 0
          for (let y = top; y < Math.min(top + square, one.height); y++)
            for (let x = left; x < Math.min(left + square, one.width); x++, n++) {
              const at = (y * one.width + x) * 4
              for (let channel = 0; channel < 3; channel++) sums[channel]! += one.data[at + channel]! - other.data[at + channel]!
            }
          if (sums.some((sum) => Math.abs(sum / n) > off)) count++
        }
      return count
    },
    [kept.toString("base64"), taken.toString("base64"), [...spots], scale, square, off] as const,
  )
}

export const same = (squares: number): boolean => squares >= 0 && squares <= allowed
