// Makes a photo small on the phone itself: a weak signal carries 200 kB, not 5 MB. Drawn anew, it has no place and no hour.

/** What is sent at most, in bytes. */
export const mostBytes = 200_000
const longest = 1600
const smallest = 320
const finest = [0.82, 0.7, 0.58, 0.46]

export type Size = { width: number; height: number }

/** The sizes to try, largest first: at most 1600 dots on the longer side, then a quarter less each time. */
export function* sizes({ width, height }: Size): Generator<Size> {
  const long = Math.max(width, height)
  for (let side = Math.min(long, longest); ; side *= 0.75) {
    const part = side / long
    yield { width: Math.max(1, Math.round(width * part)), height: Math.max(1, Math.round(height * part)) }
    if (side * 0.75 < smallest) return
  }
}

/** Draws larger before finer: what is written on a wall is read by dots. The last try goes as it is. */
export async function fit(whole: Size, draw: (size: Size, fineness: number) => Promise<Blob>): Promise<Blob> {
  let last: Blob | undefined
  for (const size of sizes(whole))
    for (const fineness of finest) {
      last = await draw(size, fineness)
      if (last.size <= mostBytes) return last
    }
  if (!last) throw new Error("nothing to draw")
  return last
}

export class NoPhoto extends Error {}

/** Reads a file as a picture, the right way up as its camera noted, and gives a small JPEG. Rejects with NoPhoto. */
export async function shrink(file: Blob): Promise<Blob> {
  const address = URL.createObjectURL(file)
  const picture = new Image()
  picture.src = address
  const canvas = document.createElement("canvas")
  try {
    await picture.decode().catch(() => Promise.reject(new NoPhoto()))
    return await fit({ width: picture.naturalWidth, height: picture.naturalHeight }, (size, fineness) => drawn(canvas, picture, size, fineness))
  } finally {
    URL.revokeObjectURL(address)
    // Some phones keep the memory of a canvas until it is empty.
    canvas.width = canvas.height = 0
  }
}

function drawn(canvas: HTMLCanvasElement, picture: HTMLImageElement, { width, height }: Size, fineness: number): Promise<Blob> {
  Object.assign(canvas, { width, height })
  const pen = canvas.getContext("2d")
  if (!pen) return Promise.reject(new NoPhoto())
  pen.fillStyle = "white"
  pen.fillRect(0, 0, width, height)
  pen.drawImage(picture, 0, 0, width, height)
  return new Promise((done, failed) => canvas.toBlob((made) => (made ? done(made) : failed(new NoPhoto())), "image/jpeg", fineness))
}
