import { expect, test } from "vitest"
import { fit, mostBytes, sizes, type Size } from "./shrink"

const blob = (size: number) => ({ size }) as Blob

test("no side is longer than 1600, and a small photo is not made larger", () => {
  expect([...sizes({ width: 4000, height: 3000 })][0]).toEqual({ width: 1600, height: 1200 })
  expect([...sizes({ width: 1200, height: 4800 })][0]).toEqual({ width: 400, height: 1600 })
  expect([...sizes({ width: 640, height: 480 })][0]).toEqual({ width: 640, height: 480 })
  expect([...sizes({ width: 20_000, height: 1 })].every(({ height }) => height === 1)).toBe(true)
})

test("each size is a quarter less than the one before, until nothing would be seen", () => {
  const all = [...sizes({ width: 4000, height: 3000 })].map(({ width }) => width)
  expect(all).toEqual([1600, 1200, 900, 675, 506, 380])
})

test("it is drawn coarser before it is drawn smaller, and the first that fits is taken", async () => {
  const tried: string[] = []
  const draw = async ({ width, height }: Size, fineness: number) => {
    tried.push(`${width} ${fineness}`)
    return blob(width * height * fineness * 0.2)
  }
  const made = await fit({ width: 4000, height: 3000 }, draw)
  expect(tried).toEqual(["1600 0.82", "1600 0.7", "1600 0.58", "1600 0.46"])
  expect(made.size).toBeLessThanOrEqual(mostBytes)
})

test("what never fits is sent as small as it becomes: the server takes 5 MB", async () => {
  let last = 0
  const made = await fit({ width: 4000, height: 3000 }, async ({ width }) => blob((last = mostBytes + width)))
  expect(made.size).toBe(last)
})
