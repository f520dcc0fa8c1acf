// Every language has every word by type; what the compiler can't see is held here, for every tier that is in this folder.
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { jv } from "./jv"

type Words = Readonly<Record<string, string>>

/** Every table of that language, by its file: id.ts, id.pages.ts, and whatever tier comes later. */
async function tables(language: string): Promise<Record<string, Words>> {
  const files = readdirSync(import.meta.dirname).filter((file) => new RegExp(`^${language}(\\.\\w+)?\\.ts$`).test(file))
  const found = await Promise.all(files.map(async (file) => [file, Object.values((await import(join(import.meta.dirname, file))) as Record<string, Words>)[0]!] as const))
  return Object.fromEntries(found)
}

const indonesian = await tables("id")
const id: Words = Object.assign({}, ...Object.values(indonesian))
const en: Words = Object.assign({}, ...Object.values(await tables("en")))

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((hole) => hole[1]).sort()
const sentences = (text: string) => text.split(/[.?:] /).map((one) => one.split(/\s+/).filter((word) => /[\p{L}\d{]/u.test(word)))
const lists = /^(months?|weekdays)/i

test("no tier silently replaces a word of another", () => {
  const keys = Object.values(indonesian).flatMap(Object.keys)
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
})

test("English has every word and none besides", () => {
  expect(Object.keys(id).filter((key) => !en[key]?.trim())).toEqual([])
  expect(Object.keys(en).filter((key) => !(key in id))).toEqual([])
})

test.each([["en", en], ["jv", jv as Words]])("%s puts in the same values as Indonesian", (_, words) => {
  for (const [key, text] of Object.entries(words)) expect([key, holes(text)]).toEqual([key, holes(id[key]!)])
})

describe.each([["id", id], ["en", en], ["jv", jv as Words]])("%s", (_, words) => {
  const said = Object.entries(words).filter(([key]) => !lists.test(key))
  test("sentences of at most twelve words", () => {
    expect(said.flatMap(([key, text]) => sentences(text).filter((one) => one.length > 12).map((one) => `${key}: ${one.join(" ")}`))).toEqual([])
  })
  test("calm: nobody is shouted at, blamed, or told of errors", () => {
    const never = /!|\b(maaf|error|gagal|terlambat|belum ditanggapi|lalai|wajib|harus segera|late|failed|sorry|overdue|ignored|you must)\b/i
    expect(said.filter(([, text]) => never.test(text)).map(([key, text]) => `${key}: ${text}`)).toEqual([])
  })
  test("hours are written 10.56, and nothing ends in an ellipsis", () => {
    expect(said.filter(([, text]) => /\d:\d\d|…|\.\.\./.test(text)).map(([key]) => key)).toEqual([])
  })
})

test("Javanese speaks on the home and its notices alone", () => {
  const home = new Set([...Object.keys(indonesian["id.ts"]!), ...Object.keys(indonesian["id.own.ts"]!).filter((key) => /^(bulletin|glass)/.test(key))])
  expect(Object.keys(jv).filter((key) => !home.has(key))).toEqual([])
  expect(id["aboutJavanese"]).toContain("mohon koreksi")
})

test("no word is carried that nobody says", () => {
  const src = join(import.meta.dirname, "..")
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file) && !/\.test\.|^words\/|api\.gen/.test(file))
  const text = files.map((file) => readFileSync(join(src, file), "utf8")).join("\n")
  const said = new Set([...text.matchAll(/["'`](\w+)["'`]/g)].map(([, word]) => word!))
  // Some are put together from a stem: "by_" + office, `act_${act}`.
  const stems = [...text.matchAll(/["'`](\w+_)(?:["'] \+|\$\{)/g)].map(([, stem]) => stem!)
  expect(Object.keys(id).filter((key) => !said.has(key) && !stems.some((stem) => key.startsWith(stem)))).toEqual([])
})
