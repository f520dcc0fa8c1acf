// What a camera sees: shots of another phone's screen as a film for Chromium's made-up camera, and as pixels for an independent reader.
import { writeFile } from "node:fs/promises"
import jsqr from "jsqr"
import type { Page } from "playwright-core"

const side = 720

/** Grey values of a PNG, `side` by `side`; any page can turn one into pixels. */
async function greys(page: Page, png: Buffer): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ([data, side]) => {
      const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0))
      const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }))
      const brush = new OffscreenCanvas(side, side).getContext("2d")!
      brush.fillStyle = "#fff"
      brush.fillRect(0, 0, side, side)
      const scale = side / Math.max(picture.width, picture.height)
      brush.drawImage(picture, 0, 0, picture.width * scale, picture.height * scale)
      const { data: rgba } = brush.getImageData(0, 0, side, side)
      let text = ""
      for (let i = 0; i < rgba.length; i += 4) text += String.fromCharCode(rgba[i + 1]!)
      return btoa(text)
    },
    [png.toString("base64"), side] as const,
  )
  return Buffer.from(base64, "base64")
}

/** What the code on a shot says. */
export async function readCode(page: Page, png: Buffer): Promise<string | undefined> {
  const grey = await greys(page, png)
  const rgba = new Uint8ClampedArray(side * side * 4).fill(255)
  grey.forEach((value, i) => rgba.fill(value, i * 4, i * 4 + 3))
  const read = jsqr as unknown as (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null
  return read(rgba, side, side)?.data
}

/** A film of shots, half a second each, and the flags of a browser whose camera shows it over and over. */
export async function film(page: Page, shots: readonly Buffer[], path: string): Promise<string[]> {
  const chroma = Buffer.alloc((side * side) / 2, 128)
  const frames = await Promise.all(shots.map(async (png) => Buffer.concat([Buffer.from("FRAME\n"), await greys(page, png), chroma])))
  await writeFile(path, Buffer.concat([Buffer.from(`YUV4MPEG2 W${side} H${side} F10:1 Ip A1:1 C420\n`), ...frames.flatMap((frame) => new Array<Buffer>(5).fill(frame))]))
  return ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--use-file-for-fake-video-capture=" + path]
}
