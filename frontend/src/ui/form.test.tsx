// @vitest-environment happy-dom
// A form nobody wrote: drawn, checked and sent from the declared schema alone.
import { render } from "preact"
import { useState } from "preact/hooks"
import { act } from "preact/test-utils"
import { afterEach, expect, test } from "vitest"
import { fields } from "../core/schema"
import type { Schema } from "../core/wire"
import { Form } from "./Form"
import { check, digits, tidy, type Errors, type Values } from "./formCheck"

const ask: Schema = {
  type: "object",
  required: ["need", "people"],
  "x-order": ["need", "people", "urgent", "note", "code", "household"],
  properties: {
    note: { type: "string", title: "Catatan", maxLength: 500 },
    need: { type: "string", title: "Apa yang dibutuhkan?", enum: ["sembako", "obat"], "x-titles": { sembako: "Sembako", obat: "Obat" } },
    people: { type: "integer", title: "Untuk berapa orang?", minimum: 1, maximum: 3 },
    urgent: { type: "boolean", title: "Mendesak" },
    code: { type: "string", title: "Kode terima", pattern: "^[0-9]{6}$" },
    household: { type: "object", title: "Rumah" },
  },
}

let root: HTMLElement
afterEach(() => {
  render(null, root)
  root.remove()
})

type Sent = Values[]

function draw(schema: Schema, errors: Errors = {}): Sent {
  root = document.body.appendChild(document.createElement("div"))
  const sent: Sent = []
  function Page() {
    const [value, set] = useState<Values>({})
    return <Form schema={schema} value={value} errors={errors} onChange={set} onSubmit={(body) => sent.push(body)} submitLabel="Kirim" />
  }
  void act(() => render(<Page />, root))
  return sent
}

const submit = () => void act(() => void root.querySelector("form")!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })))
const pick = (title: string) =>
  void act(() => {
    const input = [...root.querySelectorAll("label.pick")].find((label) => label.textContent === title)!.querySelector("input")!
    input.dispatchEvent(new Event("change", { bubbles: true }))
  })
const press = (label: string) => void act(() => root.querySelector<HTMLElement>(`[aria-label="${label}"]`)!.click())
const type = (selector: string, text: string) =>
  void act(() => {
    const input = root.querySelector<HTMLInputElement>(selector)!
    input.value = text
    input.dispatchEvent(new Event("input", { bubbles: true }))
  })

test("fields stand in the declared order, choices as options, references not at all", () => {
  draw(ask)
  const titles = [...root.querySelectorAll("legend, .field > label b")].map((title) => title.firstChild!.textContent)
  expect(titles).toEqual(["Apa yang dibutuhkan?", "Untuk berapa orang?", "Mendesak", "Catatan", "Kode terima"])
  expect([...root.querySelectorAll(".pick")].map((one) => one.textContent)).toEqual(["Sembako", "Obat", "Ya", "Tidak"])
  expect(root.querySelector("textarea")).not.toBeNull()
})

test("two taps fill the smallest request: a stepper always stands for the number it shows", () => {
  const sent = draw(ask)
  pick("Obat")
  submit()
  expect(sent).toEqual([{ need: "obat", people: 1 }])
})

test("a stepper stays inside its bounds", () => {
  const sent = draw(ask)
  pick("Obat")
  for (let i = 0; i < 5; i++) press("Tambah")
  submit()
  press("Kurangi")
  submit()
  expect(sent.map((body) => body["people"])).toEqual([3, 2])
})

test("what is missing is said at the field, focus goes there, and typed text stays", () => {
  const sent = draw(ask)
  type("textarea", "Beras habis")
  submit()
  expect(sent).toEqual([])
  expect(root.querySelector(".bad legend")?.textContent).toBe("Apa yang dibutuhkan?")
  expect(root.querySelector(".why")?.textContent).toBe("Pilih salah satu.")
  expect(root.querySelector(".bad")?.contains(document.activeElement)).toBe(true)
  expect(root.querySelector("textarea")?.value).toBe("Beras habis")
  pick("Sembako")
  expect(root.querySelector(".why")).toBeNull()
  submit()
  expect(sent).toEqual([{ need: "sembako", people: 1, note: "Beras habis" }])
})

test("the server's words land at the same field and go when it is touched", () => {
  draw(ask, { note: "Terlalu panjang." })
  expect(root.querySelector(".bad label")?.textContent).toContain("Catatan")
  type("textarea", "pendek")
  expect(root.querySelector(".bad")).toBeNull()
})

test("a toggle says yes and no; neither is sent when nobody chose", () => {
  const sent = draw(ask)
  pick("Obat")
  submit()
  pick("Tidak")
  submit()
  expect(sent.map((body) => body["urgent"])).toEqual([undefined, false])
})

test("a pattern of digits is asked for as digits", () => {
  const [code] = fields({ ...ask, "x-order": ["code"] })
  expect(digits(code!.pattern!)).toBe(6)
  expect(check([code!], { code: "12a" })).toEqual({ code: "Tulis 6 angka." })
  expect(check([code!], { code: "123456" })).toEqual({})
})

test("bounds and lengths are known before the server is asked", () => {
  const all = fields(ask)
  expect(check(all, { need: "obat", people: 9, note: "x".repeat(501) })).toEqual({ people: "Paling banyak 3.", note: "Paling panjang 500 huruf." })
})

test("what is sent has no empty text, no edges, and what the screen itself gave", () => {
  expect(tidy(fields(ask), { need: "obat", note: "  ", code: " 123456 ", household: { house: "H1" } })).toEqual({
    need: "obat", people: 1, code: "123456", household: { house: "H1" },
  })
})
