import { expect, test } from "vitest"
import { added, codeOf, linesOf, loginOf, meant, onlyHere, password, tableOf, textOf } from "./make"

test("a login is where somebody serves and a first name, without titles and signs", () => {
  expect(loginOf("lurah", "Tegalsari")).toBe("lurah-tegalsari")
  expect(loginOf("staf", "Ibu Hj. Wulan Sari")).toBe("staf-wulan")
  expect(loginOf("staf", "José")).toBe("staf-jose")
  expect(loginOf("staf", "  ")).toBe("staf")
  expect(loginOf("staf", "Pak")).toBe("staf-pak")
})

test("a password is twelve clear signs, each as likely as the other", () => {
  expect(password()).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}$/)
  expect(password()).not.toBe(password())
  // What would make the first signs likelier is thrown away.
  let call = 0
  expect(password((n) => new Uint8Array(n).fill(call++ ? 1 : 255))).toBe("bbbb-bbbb-bbbb")
})

test("ten digits are a code, with or without dots", () => {
  expect(codeOf("3374081006")).toBe("33.74.08.1006")
  expect(codeOf(" 33.74.08.1006 ")).toBe("33.74.08.1006")
  expect(codeOf("33.74.08")).toBe("")
  expect(codeOf("tegalsari")).toBe("")
})

test("numbers become lines, and an RW without RTs none", () => {
  expect(linesOf([6, 0, 7], 0)).toBe("RW 1: 6 RT\n\nRW 3: 7 RT")
  expect(linesOf(null, 34)).toBe("34 RT")
})

test("what is added to a kelurahan that stands makes nothing by the way", () => {
  const k = "33.74.08.1006"
  const there = [{ area: k + "/RW01/RT01", houses: 20 }, { area: k + "/RW01/RT04", houses: 40 }, { area: k + "/RW03/RT01", houses: 20 }]
  expect(added(there, [4, 0, 1], 0, 40, false)).toBe("")
  expect(added(there, [5, 2, 1], 0, 40, false)).toBe("RW 1 RT 5: 40 rumah\nRW 2 RT 1: 40 rumah\nRW 2 RT 2: 40 rumah")
  expect(added(there, [4, 0, 1], 0, 30, true)).toBe("RW 1 RT 1: 30 rumah\nRW 3 RT 1: 30 rumah")
  expect(added([{ area: k + "/RT34", houses: 150 }], null, 36, 100, false)).toBe("RT 35: 100 rumah\nRT 36: 100 rumah")
})

test("typed names become a table, and what is wrong with a line finds its field again", () => {
  const areas = ["33.74.08.1006/RW01", "33.74.08.1006/RW01/RT01", "33.74.08.1006/RW01/RT02"]
  const { csv, lines } = tableOf(areas, { [areas[0]!]: { name: "Yuli", house: "" }, [areas[2]!]: { name: 'Ani "Nia"', house: "12" } })
  expect(csv).toBe('rw,rt,nama,rumah\n1,,"Yuli",""\n1,2,"Ani ""Nia""","12"')
  expect(meant("csv.3.nama", lines)).toEqual({ area: areas[2], column: "nama" })
  expect(meant("csv.2", lines)).toEqual({ area: areas[0], column: "" })
  expect(meant("csv", lines)).toBeNull()
  expect(meant("csv.9.rt", lines)).toBeNull()
})

test("a list is read in whichever alphabet its spreadsheet wrote, and a workbook is none", () => {
  const list = "rt,nama\n1,José"
  const twice = new Uint8Array([0xff, 0xfe, ...[...list].flatMap((one) => [one.charCodeAt(0), 0])])
  expect(textOf(new TextEncoder().encode(list))).toBe(list)
  expect(textOf(Uint8Array.from(list, (one) => one.charCodeAt(0)))).toBe(list)
  expect(textOf(twice)).toBe(list)
  expect(textOf(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toBeNull()
})

test("an address of this machine alone is known", () => {
  expect(["localhost:8080", "127.0.0.1", "[::1]:80"].map(onlyHere)).toEqual([true, true, true])
  expect(["192.168.1.4:8080", "jogo.example"].map(onlyHere)).toEqual([false, false])
})
