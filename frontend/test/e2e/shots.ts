// A photo as a phone's camera makes it: large, lying on its side, with the place noted beside it.
import type { Page } from "playwright-core"

/** What the camera wrote beside the picture; nobody may ever find it again. */
export const beside = "KENARI-GPS 7.0051 LS 110.4381 BT"

/** A JPEG of 3000 × 2000 dots whose note says that it is to be turned by a quarter. */
export async function camera(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 3000, height: 2000 })
    const pen = canvas.getContext("2d")!
    const sky = pen.createLinearGradient(0, 0, 3000, 2000)
    sky.addColorStop(0, "#74441B")
    sky.addColorStop(1, "#F3F1EB")
    pen.fillStyle = sky
    pen.fillRect(0, 0, 3000, 2000)
    // Grain, as small sensors have it: what makes real photos large.
    for (let i = 0; i < 60_000; i++) {
      pen.fillStyle = `hsl(${(i * 47) % 360} 40% ${30 + ((i * 31) % 50)}%)`
      pen.fillRect((i * 7919) % 3000, (i * 6151) % 2000, 9, 9)
    }
    const made = await new Promise<Blob>((done) => canvas.toBlob((blob) => done(blob!), "image/jpeg", 0.97))
    const address = await new Promise<string>((done) => {
      const reader = new FileReader()
      reader.onload = () => done(String(reader.result))
      reader.readAsDataURL(made)
    })
    return address.slice(address.indexOf(",") + 1)
  })
  const jpeg = Buffer.from(drawn, "base64")
  return Buffer.concat([jpeg.subarray(0, 2), exif(), jpeg.subarray(2)])
}

/** Orientation 6 and a description, as TIFF writes them. */
function exif(): Buffer {
  const text = Buffer.from(beside + "\0", "latin1")
  const entry = (tag: number, kind: number, count: number, value: number) => {
    const bytes = Buffer.alloc(12)
    bytes.writeUInt16BE(tag, 0)
    bytes.writeUInt16BE(kind, 2)
    bytes.writeUInt32BE(count, 4)
    bytes.writeUInt32BE(value, 8)
    return bytes
  }
  const head = Buffer.from("Exif\0\0MM\0*\0\0\0\x08\0\x02", "latin1")
  const body = Buffer.concat([head, entry(0x010e, 2, text.length, 38), entry(0x0112, 3, 1, 6 << 16), Buffer.alloc(4), text])
  const mark = Buffer.from([0xff, 0xe1, 0, 0])
  mark.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([mark, body])
}
