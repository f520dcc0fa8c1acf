// How a colour is measured: WCAG contrast, and distance as eyes with fewer cones see it. Tests and the gallery use the same numbers.

export const themeNames = ["siang", "malam", "terik"] as const

/** Which role stands on which, and what it must reach: ink 7, text 4.5, shapes, edges and focus 3. "putih" is plain white. */
export const pairs = {
  ink: ["tinta mori", "tinta kain", "tinta kunir-lembut", "tinta nila-lembut", "tinta godhong-lembut", "mori tinta"],
  text: [
    "tinta2 mori", "tinta2 kain", "tinta2 kain2", "tinta2 nila-lembut", "tinta2 kunir-lembut", "tinta2 godhong-lembut", "tinta kain2",
    "nila mori", "nila kain", "nila nila-lembut", "diatas-nila nila", "putih petal", "putih bata", "putih alarm", "diatas-bata bata", "diatas-bata alarm",
    "soga kain", "soga mori", "soga nila-lembut", "kunir-teks mori", "kunir-teks kain", "kunir-teks kunir-lembut",
    "godhong kain", "godhong mori", "godhong godhong-lembut", "godhong nila-lembut", "jingga-teks kain",
    "bata-teks kain", "bata-teks mori", "bata-teks bata-lembut", "diatas-terang kunir", "diatas-terang jingga",
  ],
  shape: [
    "tepi mori", "tepi kain", "kunir-bentuk kunir-lembut", "kunir-bentuk kain", "kunir-teks kunir-lembut", "jingga-bentuk kain",
    "godhong kain", "kayu kain", "nyala celah", "jawab celah", "bata-teks kain", "fokus mori", "fokus kain", "nila kain", "soga kain",
  ],
} as const

export const least = { ink: 7, text: 4.5, shape: 3 } as const

// The light of a clock in terik is turmeric on white; a black bar marks its level there.
export const marked = new Set(["terik nyala celah"])

/** The fills of the four tiles, calm to urgent. */
export const fills = ["kain", "kunir-lembut", "jingga", "bata"] as const

export function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = linear(hex)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

export function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

/** A build writes white as #fff. */
const six = (hex: string): string => (hex.length === 4 ? "#" + [...hex.slice(1)].map((digit) => digit + digit).join("") : hex)

const linear = (hex: string): number[] =>
  [1, 3, 5].map((i) => {
    const c = parseInt(six(hex).slice(i, i + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })

// Machado 2009 at full strength, over linear RGB; grey is a photocopy.
const grey = [0.2126, 0.7152, 0.0722]
export const eyes: Readonly<Record<string, readonly (readonly number[])[]>> = {
  umum: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
  abu: [grey, grey, grey],
}

const through = (hex: string, eye: readonly (readonly number[])[]): number[] => {
  const rgb = linear(hex)
  return eye.map((row) => Math.min(1, Math.max(0, row.reduce((sum, k, i) => sum + k * rgb[i]!, 0))))
}

/** A colour as that eye sees it. */
export const seenAs = (hex: string, eye: readonly (readonly number[])[]): string =>
  "#" + through(hex, eye).map((v) => Math.round(255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055)).toString(16).padStart(2, "0")).join("")

/** CIE L*a*b* of a colour as that eye sees it. */
export function lab(hex: string, eye = eyes["umum"]!): number[] {
  const [r = 0, g = 0, b = 0] = through(hex, eye)
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
  const [x, y, z] = [f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505), f(0.2126 * r + 0.7152 * g + 0.0722 * b), f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089)] as const
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** The smallest distance between any two of these colours. */
export function nearest(colours: readonly string[], eye = eyes["umum"]!): number {
  const all = colours.map((hex) => lab(hex, eye))
  return Math.min(...all.flatMap((a, i) => all.slice(i + 1).map((b) => Math.hypot(...a.map((v, k) => v - b[k]!)))))
}

/** Height of a capital in millimetres on a wall: 0.71 of the size, times the distance between two pixels. */
export const capital = (px: number, pitch: number): number => px * 0.71 * pitch

/** What an eye needs at that distance for so many minutes of arc, in millimetres. */
export const arc = (minutes: number, metres: number): number => metres * 1000 * Math.tan((minutes / 60) * (Math.PI / 180))
