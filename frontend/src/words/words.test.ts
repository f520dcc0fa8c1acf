// Every language has every word by type; what the compiler can't see is held here.
import { expect, test } from "vitest"
import { en } from "./en"
import { enDesk } from "./en.desk"
import { enWide } from "./en.wide"
import { id } from "./id"
import { idAlert } from "./id.alert"
import { idDesk } from "./id.desk"
import { idDuty } from "./id.duty"
import { idOwn } from "./id.own"
import { idPages } from "./id.pages"
import { idTold } from "./id.told"
import { idWide } from "./id.wide"

const phone = { ...id, ...idPages, ...idDuty, ...idOwn, ...idAlert, ...idTold }

test("no tier silently replaces a word of another", () => {
  const keys = [id, idPages, idDuty, idOwn, idAlert, idTold, idWide, idDesk].flatMap(Object.keys)
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
})

test.each([["phone", phone, en], ["wide", idWide, enWide], ["desk", idDesk, enDesk]])("%s: both languages put in the same values", (_, ours, theirs) => {
  const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((hole) => hole[1]).sort()
  for (const [key, text] of Object.entries(ours)) expect([key, holes(text)]).toEqual([key, holes((theirs as Record<string, string>)[key]!)])
})

test.each([["id", { ...phone, ...idWide, ...idDesk }], ["en", { ...en, ...enWide, ...enDesk }]])("%s: calm sentences of at most twelve words", (_, words) => {
  for (const [key, text] of Object.entries(words as Record<string, string>)) {
    expect([key, /!|\bMaaf\b|\berror\b/i.test(text)]).toEqual([key, false])
    if (/^(months?|weekdays)/i.test(key)) continue
    for (const sentence of text.split(/[.?] /)) expect([key, sentence.split(/\s+/).filter(Boolean).length <= 12]).toEqual([key, true])
  }
})
