// LOOK: text 4.5, shapes, edges and focus 3, ink 7; the same pairs in three themes, read from the tokens themselves.
import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { arc, capital, contrast, eyes, fills, lab, least, marked, nearest, pairs } from "./measure"

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

const kinds = Object.entries(pairs) as [keyof typeof pairs, readonly string[]][]

describe.each(Object.entries(themes))("%s", (theme, found) => {
  const of = (role: string) => (role === "putih" ? "#FFFFFF" : found[role]!)
  const rows = kinds.flatMap(([kind, lines]) => lines.filter((line) => !marked.has(`${theme} ${line}`)).map((line) => [...(line.split(" ") as [string, string]), kind] as const))
  test.each(rows)("%s on %s is enough for %s", (a, b, kind) => expect(contrast(of(a), of(b))).toBeGreaterThanOrEqual(least[kind]))
})

test("no fewer pairs are held than the look was measured with", () => {
  expect(new Set(kinds.flatMap(([, lines]) => lines)).size).toBeGreaterThanOrEqual(43)
})

test.each(Object.keys(themes).flatMap((theme) => Object.keys(eyes).map((eye) => [theme, eye] as const)))("%s: tile fills stay apart for %s", (theme, eye) => {
  const gap = nearest(fills.map((role) => themes[theme]![role]!), eyes[eye])
  // Without any colour the two palest fills differ by their edge and shape; lightness alone still orders all four.
  expect(gap).toBeGreaterThanOrEqual(eye === "abu" ? 4 : 15)
})

test("by day the tiles darken by steps, so that a photocopy keeps their order", () => {
  expect(fills.map((role) => Math.round(lab(siang[role]!)[0]!))).toEqual([100, 92, 67, 36])
})

test("a wall is read at four metres", () => {
  const board = readFileSync(new URL("../screens/board/board.css", import.meta.url), "utf8")
  // A tile is drawn on a ground of 110 × 112, at that size and larger.
  const size = (rule: string) => Number(new RegExp(rule.replace(/[.]/g, "\\.") + " \\{[^}]*?font-size: ([\\d.]+)px").exec(board)?.[1])
  const [number, shape, word] = [size(".tile .number"), size(".tile .mark"), size(".tile .word")]
  expect([number, shape, word]).toEqual([50, 26, 27])
  // 55 inches, 0.634 mm a pixel: number and shape of at least 11 minutes of arc, the word of 10.
  const pitch = 0.634
  expect(capital(number, pitch)).toBeGreaterThanOrEqual(arc(11, 4))
  expect(shape * pitch).toBeGreaterThanOrEqual(arc(11, 4))
  expect(capital(word, pitch)).toBeGreaterThanOrEqual(arc(10, 4))
})

test("every theme names every role that has a colour of its own by day", () => {
  const woven = ["tenun", "benang", "jawab"]
  for (const selector of ['[data-theme="malam"]', '[data-theme="terik"]'])
    expect(Object.keys(siang).filter((role) => !woven.includes(role) && !(role in roles(selector)))).toEqual([])
})

test("screens use roles, never a raw colour, except white and black", () => {
  const root = new URL("..", import.meta.url)
  const styles = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".css") && path !== "ui/tokens.css")
  expect(styles.length).toBeGreaterThan(7)
  for (const path of styles) {
    const raw = readFileSync(new URL(path, root), "utf8").match(/#[0-9A-Fa-f]{3,8}\b/g) ?? []
    expect([path, raw.filter((hex) => !/^#(f{3,6}|0{3,6}|ffffffcc)$/i.test(hex))]).toEqual([path, []])
  }
})
