// Every language has every word by type; what the compiler can't see is held here.
import { expect, test } from "vitest"
import { en } from "./en"
import { enWide } from "./en.wide"
import { id } from "./id"
import { idWide } from "./id.wide"

test("wide words never silently replace a phone's word", () => {
  expect(Object.keys(idWide).filter((key) => key in id)).toEqual([])
})

test.each([["phone", id, en], ["wide", idWide, enWide]])("%s: both languages put in the same values", (_, ours, theirs) => {
  const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((hole) => hole[1]).sort()
  for (const [key, text] of Object.entries(ours)) expect([key, holes((theirs as Record<string, string>)[key]!)]).toEqual([key, holes(text)])
})

test.each([["id", { ...id, ...idWide }], ["en", { ...en, ...enWide }]])("%s: calm sentences of at most twelve words", (_, words) => {
  for (const [key, text] of Object.entries(words as Record<string, string>)) {
    expect([key, /!|\bMaaf\b|\berror\b/i.test(text)]).toEqual([key, false])
    if (/^(months?|weekdays)/i.test(key)) continue
    for (const sentence of text.split(/[.?] /)) expect([key, sentence.split(/\s+/).filter(Boolean).length <= 12]).toEqual([key, true])
  }
})
