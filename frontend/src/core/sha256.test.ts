import { createHash } from "node:crypto"
import { expect, test } from "vitest"
import { sha256 } from "./sha256"

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex")

test("every length around the edge of a block gives what everybody else's gives", () => {
  for (let n = 0; n <= 200; n++) {
    const bytes = Uint8Array.from({ length: n }, (_, i) => (i * 37 + n) % 256)
    expect([n, hex(sha256(bytes))]).toEqual([n, createHash("sha256").update(bytes).digest("hex")])
  }
  const long = new Uint8Array(100_003).fill(0xff)
  expect(hex(sha256(long))).toBe(createHash("sha256").update(long).digest("hex"))
})
