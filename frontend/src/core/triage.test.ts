// The cases that the server's own triage is held to as well.
import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { triage, type Colour, type Measures } from "./triage"

const golden = JSON.parse(readFileSync(new URL("../../../rt-rw/isolation/testdata/triage.json", import.meta.url), "utf8")) as { name: string; in: Measures; want: Colour }[]

test.each(golden.map((one) => [one.name, one] as const))("%s", (_, one) => expect(triage(one.in)).toBe(one.want))

test("the golden cases cover each colour", () => {
  expect([...new Set(golden.map((one) => one.want))].sort()).toEqual(["green", "orange", "red", "yellow"])
})
