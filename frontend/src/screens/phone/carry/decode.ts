// Reads a code out of a picture: the phone's own reader where it has one, else a library that comes only then.
type Found = { rawValue: string }
type Detector = { detect: (picture: CanvasImageSource) => Promise<Found[]> }
type DetectorClass = { new (options: { formats: string[] }): Detector; getSupportedFormats: () => Promise<string[]> }
type Size = { width: number; height: number }

export type Decode = (picture: CanvasImageSource, size: Size) => Promise<string | null>

export async function decoder(): Promise<Decode> {
  const own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  const formats: string[] = own ? await own.getSupportedFormats().catch(() => []) : []
  if (own && formats.includes("qr_code")) {
    const detector = new own({ formats: ["qr_code"] })
    return async (picture) => (await detector.detect(picture).catch(() => []))[0]?.rawValue ?? null
  }
  const { default: jsqr } = await import("jsqr")
  const canvas = document.createElement("canvas")
  return async (picture, size) => {
    const scale = Math.min(1, widest / Math.max(size.width, size.height))
    canvas.width = Math.round(size.width * scale)
    canvas.height = Math.round(size.height * scale)
    const brush = canvas.getContext("2d", { willReadFrequently: true })
    if (!brush || canvas.width === 0) return null
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const { data, width, height } = brush.getImageData(0, 0, canvas.width, canvas.height)
    return jsqr(data, width, height, { inversionAttempts: "dontInvert" })?.data ?? null
  }
}

// Enough for the largest code we show, and still quick on a cheap phone.
const widest = 800
