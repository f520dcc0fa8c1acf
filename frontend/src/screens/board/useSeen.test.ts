import { expect, test } from "vitest"
import { markOf } from "./useSeen"

const minute = 60_000
const mark = (at: number) => ({ at, cursor: "c" + at })

test("the last look is where somebody stood; coming back at once goes on with the same look", () => {
  expect(markOf(null, 0)).toBeNull()
  expect(markOf({ last: mark(0), before: null }, 60 * minute)).toEqual(mark(0))
  expect(markOf({ last: mark(60 * minute), before: mark(0) }, 65 * minute)).toEqual(mark(0))
  expect(markOf({ last: mark(60 * minute), before: null }, 65 * minute)).toBeNull()
  expect(markOf({ last: mark(60 * minute), before: mark(0) }, 80 * minute)).toEqual(mark(60 * minute))
})
