// @vitest-environment happy-dom
// The danger screen says what is true by now, and offers the numbers that are known.
import { render } from "preact"
import { act } from "preact/test-utils"
import { afterEach, expect, test, vi } from "vitest"
import { PhoneContext } from "./context"
import { Danger } from "./Danger"
import type { Danger as Red, Phone, View } from "./phone"
import { Signal } from "./signal"

const at = Date.parse("2026-11-21T10:44:00+07:00")
const account = { household: "33.74.08.1006/RW04/RT03/H012" }
const entry = (state: string) => ({ key: "k", state, storedAt: at, sentAt: at + 60_000 })

let root: HTMLElement
const clear = () => {
  render(null, root)
  root.remove()
}
afterEach(clear)

function draw(danger: Partial<Red>, step: object = {}) {
  vi.spyOn(Date, "now").mockReturnValue(at)
  const view = { account, queue: [], zone: "Asia/Jakarta", drift: 0, area: "", ...step } as unknown as View
  const alarm = vi.fn()
  root = document.body.appendChild(document.createElement("div"))
  void act(() => render(<PhoneContext.Provider value={{ view: new Signal(view), alarm } as unknown as Phone}><Danger danger={{ who: "Pak Joko", measure: "saturasi 88 %", at, ...danger }} /></PhoneContext.Provider>, root))
  vi.restoreAllMocks()
  return { alarm, calls: [...root.querySelectorAll("a")].map((link) => [link.textContent, link.getAttribute("href")!.split("?")[0]]) }
}
const foot = () => root.querySelector("footer")!.textContent

test("one order, one telephone first, and no cloth", () => {
  const { calls } = draw({})
  expect(root.querySelector("h1")!.textContent).toBe("Segera minta pertolongan")
  expect(root.textContent).toContain("Dudukkan Pak Joko. Jangan ditinggal sendiri.")
  expect(calls).toEqual([["Telepon 119", "tel:119"], ["112 · Semua keadaan darurat", "tel:112"], ["Kirim SMS", "sms:"]])
  expect(root.querySelector(".lurik")).toBeNull()
})

test("known numbers stand below: the puskesmas, then the head, who gets the SMS", () => {
  const numbers = [{ title: "Puskesmas Candi", tel: "0248310000" }, { title: "Ketua RT", tel: "081200000000" }]
  const { calls } = draw({}, { account: { ...account, numbers } })
  expect(calls).toEqual([["Telepon 119", "tel:119"], ["Puskesmas Candi", "tel:0248310000"], ["Ketua RT", "tel:081200000000"], ["Kirim SMS", "sms:081200000000"]])
})

test("the foot never says more than what is true", () => {
  draw({})
  expect(foot()).toBe("Sedang disimpan di HP. Ini saran, bukan diagnosis.")
  clear()
  draw({ lost: true })
  expect(foot()).toContain("belum tersimpan")
  clear()
  draw({ key: "k" }, { queue: [entry("stored")] })
  expect(foot()).toContain("Tersimpan di HP 10.44, belum terkirim.")
  clear()
  draw({ key: "k" }, { queue: [entry("sent")] })
  expect(foot()).toContain("Terkirim 10.45.")
})

test("only a press puts it away", () => {
  const { alarm } = draw({})
  root.querySelector<HTMLButtonElement>("button")!.click()
  expect(alarm).toHaveBeenCalledWith(null)
})
