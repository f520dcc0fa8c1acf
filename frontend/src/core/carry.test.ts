import { expect, test } from "vitest"
import { Collector, codesOf, seal, type Cargo, type Pocket } from "./carry"
import { longest } from "./qr"

const { subtle } = globalThis.crypto
const base64 = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(bytes as Uint8Array).toString("base64url")
const session = "01a1fff0-2adf-71d4-b44f-d13d9f2e2b24"
const cargo: Cargo = { key: "01a1fff0-2adf-71d4-b44f-d13d9f2e2b25", service: "aid", move: "request", body: { area: "33.74.08.1006/RW04/RT03", need: "obat", people: 2, note: "KENARI" } }

async function pocket(): Promise<{ mine: Pocket; open: CryptoKey; point: Uint8Array }> {
  const pair = await subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"])
  const point = new Uint8Array(await subtle.exportKey("raw", pair.publicKey))
  return { mine: { box: base64(point), session, secret: base64(new Uint8Array(32).fill(7)) }, open: pair.privateKey, point }
}

/** What the server finds in an envelope. */
async function opened(envelope: string, key: CryptoKey, box: Uint8Array): Promise<Buffer> {
  const bytes = Buffer.from(envelope, "base64url")
  const point = bytes.subarray(1, 66)
  const theirs = await subtle.importKey("raw", point, { name: "ECDH", namedCurve: "P-256" }, false, [])
  const shared = await subtle.deriveBits({ name: "ECDH", public: theirs }, key, 256)
  const root = await subtle.importKey("raw", shared, "HKDF", false, ["deriveBits"])
  const salt = Buffer.concat([point, box])
  const keys = new Uint8Array(await subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info: Buffer.from("jogotonggo carry 1") }, root, 352))
  const lock = await subtle.importKey("raw", keys.slice(0, 32), "AES-GCM", false, ["decrypt"])
  return Buffer.from(await subtle.decrypt({ name: "AES-GCM", iv: keys.slice(32), additionalData: bytes.subarray(0, 66) }, lock, bytes.subarray(66)))
}

test("the server finds the author's own letters, and nobody on the way finds any", async () => {
  const { mine, open, point } = await pocket()
  const envelope = await seal(mine, cargo)
  const plain = await opened(envelope, open, point)
  expect(plain.subarray(0, 16).toString("hex")).toBe(session.replace(/-/g, ""))
  expect(plain.subarray(16, 32).toString("hex")).toBe(cargo.key.replace(/-/g, ""))
  const [move, body] = [plain[64]!, plain.readUInt16BE(65)]
  expect(plain.subarray(67, 67 + move).toString()).toBe("aid/request")
  expect(plain.subarray(67 + move, 67 + move + body).toString()).toBe(JSON.stringify(cargo.body))
  expect(plain.length % 32).toBe(0)
  const sealed = Buffer.from(envelope, "base64url").toString("latin1")
  for (const word of ["KENARI", "aid", "RW04"]) expect(sealed).not.toContain(word)
  expect(await seal(mine, cargo)).not.toBe(envelope)
})

test("an ordinary report is one code, a long one a few, read in any order", async () => {
  const { mine } = await pocket()
  expect(codesOf(await seal(mine, { ...cargo, body: { area: "33.74.08.1006/RW04/RT03", need: "sembako", people: 4 } }))).toHaveLength(1)
  const envelope = await seal(mine, { ...cargo, body: { ...cargo.body, note: "x".repeat(500) } })
  const codes = codesOf(envelope)
  expect(codes.length).toBeGreaterThan(1)
  expect(Math.max(...codes.map((code) => code.length))).toBeLessThanOrEqual(longest)
  const collector = new Collector()
  const [first, ...others] = [...codes].reverse()
  expect(collector.take("https://example.org/")).toBe("foreign")
  expect(collector.take(first!)).toEqual({ envelope: null, have: 1, of: codes.length })
  expect(collector.take(first!)).toEqual({ envelope: null, have: 1, of: codes.length })
  const ends = others.map((code) => collector.take(code))
  expect(ends.at(-1)).toEqual({ envelope, have: codes.length, of: codes.length })
})

test("a code of another report begins anew instead of mixing two", async () => {
  const { mine } = await pocket()
  const long = { ...cargo, body: { ...cargo.body, note: "x".repeat(500) } }
  const [one, two] = [codesOf(await seal(mine, long)), codesOf(await seal(mine, long))]
  const collector = new Collector()
  collector.take(one[0]!)
  expect(collector.take(two[1]!)).toMatchObject({ envelope: null, have: 1 })
})
