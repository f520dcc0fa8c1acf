// @vitest-environment happy-dom
// What the shapes promise: cloth by RT and RW, light by time, the same said in words.
import { render, type ComponentChildren } from "preact"
import { act } from "preact/test-utils"
import { expect, test, vi } from "vitest"
import { Clock, type ClockProps } from "./Clock"
import { lurik } from "./Lurik"
import { Petals } from "./Petals"
import { Sheet } from "./Sheet"
import { wallTheme } from "./theme"

function draw(what: ComponentChildren): HTMLElement {
  const root = document.body.appendChild(document.createElement("div"))
  void act(() => render(what, root))
  return root
}

const threads = (cloth: string) => [cloth.split("--benang").length - 1, cloth.split("--kunir").length - 1]

test.each([
  [4, 3, [4, 3]],
  [null, 12, [0, 12]],
  [13, 24, [1, 12]],
  [null, null, [5, 2]],
])("the cloth of RW %s RT %s", (rw, rt, expected) => expect(threads(lurik(rw, rt))).toEqual(expected))

const clock: ClockProps = {
  from: 0, due: 100_000, now: 40_900, holder: "RT", next: "RW", label: "10.56", state: "running",
  sentence: "Ketua RT akan memeriksa. Bila berhalangan, diteruskan ke Ketua RW pukul 10.56.",
}

test("a clock shows the passed share in whole seconds and says its sentence", () => {
  const root = draw(<Clock {...clock} />)
  expect(root.querySelector<HTMLElement>(".light")?.style.width).toBe("40%")
  expect(root.querySelector("[role=img]")?.getAttribute("aria-label")).toBe(clock.sentence)
  expect(root.querySelector(".sentence b")?.textContent).toBe("pukul 10.56")
  expect([...root.querySelectorAll(".plate")].map((plate) => plate.className.includes("hollow"))).toEqual([false, true])
})

test("when it is passed on, the next plate turns solid; at night there is no light", () => {
  const passed = draw(<Clock {...clock} state="passed" />)
  expect([...passed.querySelectorAll(".plate")].map((plate) => plate.className.includes("hollow"))).toEqual([true, false])
  expect(draw(<Clock {...clock} state="night" />).querySelector(".light")).toBeNull()
})

test("DARURAT is held by a finger, pressed by a key", () => {
  vi.useFakeTimers()
  const picked: string[] = []
  const root = draw(<Petals choices={[{ id: "d", word: "DARURAT", icon: "drum", note: "Tahan 2 detik", tone: "bata" }]} onPick={() => picked.push("tap")} onHold={() => picked.push("hold")} />)
  const petal = root.querySelector("button")!
  const point = (type: string) => petal.dispatchEvent(new Event(type, { bubbles: true }))
  point("pointerdown")
  vi.advanceTimersByTime(1900)
  point("pointerup")
  vi.advanceTimersByTime(1000)
  petal.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 1 }))
  expect(picked).toEqual(["tap"])
  point("pointerdown")
  vi.advanceTimersByTime(2000)
  point("pointerup")
  petal.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 1 }))
  expect(picked).toEqual(["tap", "hold"])
  petal.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 0 }))
  expect(picked).toEqual(["tap", "hold", "tap"])
  vi.useRealTimers()
})

test("a sheet is a dialog with its question as name, and says when it was closed", () => {
  const closed = vi.fn()
  const root = draw(<Sheet title="Belum sesuai, karena apa?" open onClose={closed}>isi</Sheet>)
  const dialog = root.querySelector("dialog")!
  expect(dialog.open).toBe(true)
  expect(document.getElementById(dialog.getAttribute("aria-labelledby")!)?.textContent).toBe("Belum sesuai, karena apa?")
  void act(() => dialog.querySelector<HTMLElement>("button:last-child")!.click())
  expect(closed).toHaveBeenCalledOnce()
})

test.each([
  [18 * 60, "malam"],
  [5 * 60 + 29, "malam"],
  [5 * 60 + 30, "siang"],
  [12 * 60, "siang"],
])("a wall at minute %s is %s", (minute, theme) => expect(wallTheme(minute)).toBe(theme))
