// SHA-256 (FIPS 180-4) for pages over plain http, where browsers keep theirs to themselves.

const primes = (n: number): number[] => {
  const found: number[] = []
  for (let i = 2; found.length < n; i++) if (found.every((prime) => i % prime)) found.push(i)
  return found
}
const fraction = (x: number): number => ((x - Math.floor(x)) * 2 ** 32) | 0
const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

const constants = primes(64).map((prime) => fraction(Math.cbrt(prime)))
const start = primes(8).map((prime) => fraction(Math.sqrt(prime)))

export function sha256(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(padded.length - 4, bytes.length << 3)
  let hash = start
  for (let block = 0; block < padded.length; block += 64) hash = compressed(hash, view, block)
  const out = new DataView(new ArrayBuffer(32))
  hash.forEach((word, i) => out.setInt32(4 * i, word))
  return new Uint8Array(out.buffer)
}

function compressed(before: readonly number[], view: DataView, block: number): number[] {
  const w: number[] = []
  for (let i = 0; i < 64; i++) {
    if (i < 16) {
      w.push(view.getInt32(block + 4 * i))
      continue
    }
    const [x, y] = [w[i - 15]!, w[i - 2]!]
    const small = turned(x, 7) ^ turned(x, 18) ^ (x >>> 3)
    const large = turned(y, 17) ^ turned(y, 19) ^ (y >>> 10)
    w.push((w[i - 16]! + small + w[i - 7]! + large) | 0)
  }
  let [a, b, c, d, e, f, g, h] = before as [number, number, number, number, number, number, number, number]
  for (let i = 0; i < 64; i++) {
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + constants[i]! + w[i]!) | 0
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (word + before[i]!) | 0)
}
