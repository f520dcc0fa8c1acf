import { expect, test } from "vitest"
import { unescaped } from "./address"

test("a link that somebody wrote by hand breaks no page", () => {
  expect(["33.74", "RT%2003", "100%", "%zz", "%E0%A4%A", "%3Cb%3E"].map(unescaped)).toEqual(["33.74", "RT 03", "100%", "%zz", "%E0%A4%A", "<b>"])
})
