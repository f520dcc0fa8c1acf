// @vitest-environment happy-dom
// The gallery can't go stale: whatever src/ui exports stands on it, in every state that its type knows.
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { render } from "preact"
import { act } from "preact/test-utils"
import { describe, expect, test } from "vitest"
import { clocks, shapes, steps } from "./calm"
import { shown } from "./Gallery"

const here = import.meta.dirname
const ui = join(here, "../../ui")
const source = (file: string) => readFileSync(join(ui, file), "utf8")
const components = readdirSync(ui).filter((file) => file.endsWith(".tsx") && !file.includes(".test.")).flatMap((file) => [...source(file).matchAll(/export (?:function|const) ([A-Z]\w*)/g)].map(([, name]) => name!))
const union = (text: string, name: string) => [...(new RegExp(`export type ${name} = ([^\\n]+)`).exec(text)?.[1]?.matchAll(/"(\w+)"/g) ?? [])].map(([, one]) => one!).sort()

test("every component of src/ui is shown", () => {
  expect(components.length).toBeGreaterThan(20)
  expect(components.filter((name) => !shown[name])).toEqual([])
  expect(Object.keys(shown).filter((name) => !components.includes(name))).toEqual([])
})

test("every state of drum, clock and shape is shown, and has its own word", () => {
  const clock = readFileSync(join(here, "../../core/clock.ts"), "utf8")
  expect(steps.map(([step]) => step).sort()).toEqual(union(source("Drum.tsx"), "DrumStep"))
  expect(clocks.map(([, { state }]) => state).sort()).toEqual(union(clock, "ClockState"))
  expect(shapes.map(([shape]) => shape).sort()).toEqual(union(source("Zone.tsx"), "Shape"))
  for (const words of [steps.map(([, word]) => word), clocks.map(([word]) => word), shapes.map(([, word]) => word)]) {
    expect(words.every((word) => /\p{L}/u.test(word))).toBe(true)
    expect(new Set(words).size).toBe(words.length)
  }
})

describe.each(Object.entries(shown))("%s", (_, examples) => {
  test.each(examples.map(([state, draw]) => [state, draw] as const))("%s", (_state, draw) => {
    const root = document.body.appendChild(document.createElement("div"))
    void act(() => render(draw(), root))
    expect(root.innerHTML.length).toBeGreaterThan(20)
    // No state by colour or shape alone: what is drawn is named, or stands within something that has words.
    for (const drawing of root.querySelectorAll("svg")) {
      const spoken = drawing.closest("[aria-label]") ?? drawing.closest("button, a, li, article, [role], div")
      expect((spoken?.getAttribute("aria-label") ?? "") + (spoken?.textContent ?? "")).toMatch(/\p{L}/u)
    }
    render(null, root)
    root.remove()
  })
})
