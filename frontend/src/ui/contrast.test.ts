// LOOK: text 4.5, shapes, edges and focus 3, ink 7; the same pairs in three themes, read from the tokens themselves.
import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8")

function roles(selector: string): Record<string, string> {
  const body = css.slice(css.indexOf("{", css.indexOf(selector)) + 1)
  return Object.fromEntries([...body.slice(0, body.indexOf("}")).matchAll(/--([\w-]+):\s*(#[0-9A-Fa-f]{6})/g)].map(([, name, hex]) => [name!, hex!]))
}

const siang = roles(":root")
const themes: Record<string, Record<string, string>> = {
  siang,
  malam: { ...siang, ...roles('[data-theme="malam"]') },
  terik: { ...siang, ...roles('[data-theme="terik"]') },
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const ink = ["tinta mori", "tinta kain", "tinta kunir-lembut", "tinta nila-lembut", "tinta godhong-lembut", "mori tinta"]

const text = [
  "tinta2 mori", "tinta2 kain", "tinta2 kain2", "tinta2 nila-lembut", "tinta2 kunir-lembut", "tinta2 godhong-lembut", "tinta kain2",
  "nila mori", "nila kain", "nila nila-lembut", "diatas-nila nila", "putih petal", "putih bata", "putih alarm", "diatas-bata bata", "diatas-bata alarm",
  "soga kain", "soga mori", "soga nila-lembut", "kunir-teks mori", "kunir-teks kain", "kunir-teks kunir-lembut",
  "godhong kain", "godhong mori", "godhong godhong-lembut", "godhong nila-lembut", "jingga-teks kain",
  "bata-teks kain", "bata-teks mori", "bata-teks bata-lembut", "diatas-terang kunir", "diatas-terang jingga",
]

const shapes = [
  "tepi mori", "tepi kain", "kunir-bentuk kunir-lembut", "kunir-bentuk kain", "kunir-teks kunir-lembut", "jingga-bentuk kain",
  "godhong kain", "kayu kain", "nyala celah", "jawab celah", "bata-teks kain", "fokus mori", "fokus kain", "nila kain", "soga kain",
]

// The light of a clock in terik is turmeric on white; a black bar marks its level there.
const marked = new Set(["terik nyala celah"])

describe.each(Object.entries(themes))("%s", (theme, found) => {
  const of = (role: string) => (role === "putih" ? "#FFFFFF" : found[role]!)
  const pair = (line: string) => line.split(" ") as [string, string]
  test.each(ink.map(pair))("%s on %s is ink", (a, b) => expect(contrast(of(a), of(b))).toBeGreaterThanOrEqual(7))
  test.each(text.map(pair))("%s on %s can be read", (a, b) => expect(contrast(of(a), of(b))).toBeGreaterThanOrEqual(4.5))
  test.each(shapes.filter((line) => !marked.has(`${theme} ${line}`)).map(pair))("%s on %s can be seen", (a, b) =>
    expect(contrast(of(a), of(b))).toBeGreaterThanOrEqual(3),
  )
})

// Machado 2009 at full strength, over linear RGB: the four fills of a tile must stay apart for every eye.
const eyes: Record<string, number[][]> = {
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
  grey: [[0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722]],
}

function lab(hex: string, eye: number[][]): number[] {
  const rgb = [1, 3, 5].map((i) => luminance("#" + hex.slice(i, i + 2).repeat(3)))
  const [r = 0, g = 0, b = 0] = eye.map((row) => Math.min(1, Math.max(0, row.reduce((sum, k, i) => sum + k * rgb[i]!, 0))))
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
  const [x, y, z] = [f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505), f(0.2126 * r + 0.7152 * g + 0.0722 * b), f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089)] as const
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

test.each(Object.keys(themes).flatMap((theme) => Object.keys(eyes).map((eye) => [theme, eye] as const)))("%s: tile fills stay apart for %s", (theme, eye) => {
  const fills = ["kain", "kunir-lembut", "jingga", "bata"].map((role) => lab(themes[theme]![role]!, eyes[eye]!))
  const gaps = fills.flatMap((a, i) => fills.slice(i + 1).map((b) => Math.hypot(...a.map((v, k) => v - b[k]!))))
  // Without any colour the two palest fills differ by their edge and shape; lightness alone still orders all four.
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(eye === "grey" ? 4 : 15)
})

test("every theme names every role that has a colour of its own by day", () => {
  const woven = ["tenun", "benang", "jawab"]
  for (const selector of ['[data-theme="malam"]', '[data-theme="terik"]'])
    expect(Object.keys(siang).filter((role) => !woven.includes(role) && !(role in roles(selector)))).toEqual([])
})

test("screens use roles, never a raw colour, except white and black", () => {
  for (const file of ["./base.css", "./parts.css", "./phone.css", "./inner.css", "../screens/phone/screens.css", "../screens/desk/desk.css", "../screens/board/board.css", "../screens/wide/file.css", "../services/alert/alert.css"]) {
    const raw = readFileSync(new URL(file, import.meta.url), "utf8").match(/#[0-9A-Fa-f]{3,8}\b/g) ?? []
    expect(raw.filter((hex) => !/^#(f{3,6}|0{3,6}|ffffffcc)$/i.test(hex))).toEqual([])
  }
})
