// @vitest-environment happy-dom
// Bad input, one kind of field after another: the sentence stands at the field, what was typed stays, the focus goes there.
import { render } from "preact"
import { act } from "preact/test-utils"
import { useState } from "preact/hooks"
import { afterEach, expect, test } from "vitest"
import type { Schema } from "../core/wire"
import { Form } from "./Form"
import type { Errors, Values } from "./formCheck"

const enumOf = (n: number) => Array.from({ length: n }, (_, i) => "pilihan" + i)
const kinds: readonly (readonly [kind: string, property: Schema, typed: unknown, own: string])[] = [
  ["a line of text", { type: "string", maxLength: 5 }, "terlalu panjang", "Paling panjang 5 huruf."],
  ["a longer text", { type: "string", maxLength: 500 }, "", "Isi bagian ini."],
  ["digits", { type: "string", pattern: "^[0-9]{6}$" }, "4729", "Tulis 6 angka."],
  ["another pattern", { type: "string", pattern: "^[A-Z]$" }, "ab", "Periksa lagi tulisan ini."],
  ["a date", { type: "string", format: "date" }, "", "Isi bagian ini."],
  ["a moment", { type: "string", format: "date-time" }, "", "Isi bagian ini."],
  ["a few choices", { type: "string", enum: enumOf(3) }, undefined, "Pilih salah satu."],
  ["a long list", { type: "string", enum: enumOf(20) }, undefined, "Pilih salah satu."],
  ["yes or no", { type: "boolean" }, undefined, "Pilih salah satu."],
  ["a count too large", { type: "integer", minimum: 1, maximum: 30 }, 99, "Paling banyak 30."],
  ["a count in letters", { type: "integer", minimum: 1, maximum: 30 }, "dua", "Tulis dengan angka."],
]
// Not required, and yet it may be wrong.
const measure = ["a measure", { type: "number", minimum: 34, maximum: 43 }, 60, "Paling banyak 43."] as const

let root: HTMLElement
let sent: Values | null
let now: Values

function Try({ schema, start, errors }: { schema: Schema; start: Values; errors?: Errors }) {
  const [value, change] = useState(start)
  now = value
  return <Form schema={schema} value={value} {...(errors ? { errors } : {})} onChange={change} onSubmit={(body) => (sent = body)} submitLabel="Kirim" />
}

function draw(property: Schema, typed: unknown, required: boolean, errors?: Errors) {
  sent = null
  root = document.body.appendChild(document.createElement("div"))
  const schema: Schema = { type: "object", required: required ? ["calm", "x"] : ["calm"], "x-order": ["calm", "x"], properties: { calm: { type: "string", title: "Yang benar" }, x: { ...property, title: "Yang diperiksa" } } }
  const start: Values = { calm: "tetap", ...(typed === undefined ? {} : { x: typed }) }
  void act(() => render(<Try schema={schema} start={start} {...(errors ? { errors } : {})} />, root))
}

afterEach(() => {
  render(null, root)
  root.remove()
})

const submit = () => act(() => void root.querySelector("form")!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })))

const atField = () => {
  const bad = [...root.querySelectorAll(".field.bad")]
  expect(bad.length).toBe(1)
  const [field] = bad
  expect(field!.textContent).toContain("Yang diperiksa")
  const why = field!.querySelector(".why")!
  // Said to a reader as well: the control, or its group, points at the sentence.
  const told = field!.querySelector("[aria-describedby]") ?? field!
  expect(told.getAttribute("aria-describedby")).toContain(why.id)
  expect(field!.contains(document.activeElement)).toBe(true)
  return why.textContent
}

test.each([...kinds, measure])("%s: what stands against it is said at the field, nothing is sent, nothing typed is lost", (kind, property, typed, own) => {
  draw(property, typed, kind !== "a measure")
  void submit()
  expect(atField()).toBe(own)
  expect(sent).toBeNull()
  expect(now).toEqual({ calm: "tetap", ...(typed === undefined ? {} : { x: typed }) })
})

test.each([...kinds, measure])("%s: what the server says stands at the field too, and takes the focus", (_, property, typed) => {
  draw(property, typed, true, { x: "Tanggal ini besok. Pilih hari ini atau sebelumnya." })
  expect(atField()).toBe("Tanggal ini besok. Pilih hari ini atau sebelumnya.")
  expect(now["calm"]).toBe("tetap")
})

test("who has no device says so, and nothing is sent for it", () => {
  draw(measure[1], undefined, false)
  void act(() => root.querySelector<HTMLElement>(".measure button")!.click())
  expect(root.querySelector(".measure button")!.getAttribute("aria-pressed")).toBe("true")
  void submit()
  expect(sent).toEqual({ calm: "tetap" })
})
