// A small QR encoder for what a screen shows: bytes, error correction L, versions 1 to 12 (at most 367 bytes).
// A screen has no scratches, so the lightest correction is right; more squares than that a cheap camera tells apart with pains.

// By version: bytes of data in all, check bytes of a block, blocks.
const capacity = [19, 34, 55, 80, 108, 136, 156, 194, 232, 274, 324, 370]
const checks = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24]
const parts = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4]

/** The longest text that one code holds, in bytes. */
export const longest = 367

// GF(256) with the polynomial of the standard.
const exp = new Uint8Array(512)
const log = new Uint8Array(256)
for (let i = 0, x = 1; i < 255; i++, x = (x << 1) ^ (x & 128 ? 0x11d : 0)) {
  exp[i] = exp[i + 255] = x
  log[x] = i
}
const times = (a: number, b: number): number => (a && b ? exp[log[a]! + log[b]!]! : 0)

function checkBytes(data: readonly number[], count: number): number[] {
  let generator = [1]
  for (let i = 0; i < count; i++) {
    const next = [...generator, 0]
    generator.forEach((value, at) => (next[at + 1]! ^= times(value, exp[i]!)))
    generator = next
  }
  const rest = [...data, ...new Array<number>(count).fill(0)]
  for (let i = 0; i < data.length; i++) {
    const lead = rest[i]!
    generator.forEach((value, at) => (rest[i + at]! ^= times(value, lead)))
  }
  return rest.slice(data.length)
}

function codewords(bytes: Uint8Array, version: number): number[] {
  const room = capacity[version - 1]!
  const bits: number[] = []
  const put = (value: number, length: number) => {
    for (let i = length - 1; i >= 0; i--) bits.push((value >> i) & 1)
  }
  put(4, 4)
  put(bytes.length, lengthBits(version))
  bytes.forEach((byte) => put(byte, 8))
  put(0, Math.min(4, room * 8 - bits.length))
  while (bits.length % 8) bits.push(0)
  const words: number[] = []
  for (let i = 0; i < bits.length; i += 8) words.push(parseInt(bits.slice(i, i + 8).join(""), 2))
  for (let pad = 0xec; words.length < room; pad ^= 0xfd) words.push(pad)
  return interleaved(words, checks[version - 1]!, parts[version - 1]!)
}

const lengthBits = (version: number): number => (version < 10 ? 8 : 16)

/** Blocks lie byte by byte beside each other, so that one blot never takes a whole one; the longer ones come last. */
function interleaved(words: readonly number[], count: number, blocks: number): number[] {
  const short = Math.floor(words.length / blocks)
  const cuts = Array.from({ length: blocks + 1 }, (_, i) => i * short + Math.max(0, i - (blocks - (words.length % blocks))))
  const data = cuts.slice(1).map((end, i) => words.slice(cuts[i], end))
  const guards = data.map((block) => checkBytes(block, count))
  const woven = (rows: readonly number[][], length: number) => Array.from({ length }, (_, at) => rows.flatMap((row) => row[at] ?? [])).flat()
  return [...woven(data, short + 1), ...woven(guards, count)]
}

type Grid = (boolean | undefined)[][]

function frame(version: number): Grid {
  const size = 17 + 4 * version
  const grid: Grid = Array.from({ length: size }, () => new Array<boolean | undefined>(size).fill(undefined))
  const eye = (top: number, left: number) => {
    for (let r = -1; r < 8; r++)
      for (let c = -1; c < 8; c++) {
        const row = grid[top + r]
        if (!row || left + c < 0 || left + c >= size) continue
        const ring = Math.max(Math.abs(r - 3), Math.abs(c - 3))
        row[left + c] = ring !== 2 && ring < 4
      }
  }
  eye(0, 0)
  eye(0, size - 7)
  eye(size - 7, 0)
  for (let i = 8; i < size - 8; i++) grid[6]![i] = grid[i]![6] = i % 2 === 0
  const marks = version < 2 ? [] : version < 7 ? [6, size - 7] : [6, 8 + 2 * version, size - 7]
  for (const row of marks)
    for (const column of marks) {
      // Three corners are taken by the eyes.
      if ((row === 6 && (column === 6 || column === size - 7)) || (row === size - 7 && column === 6)) continue
      for (let r = -2; r < 3; r++) for (let c = -2; c < 3; c++) grid[row + r]![column + c] = Math.max(Math.abs(r), Math.abs(c)) !== 1
    }
  if (version > 6) nameVersion(grid, version)
  for (let i = 0; i < 9; i++) {
    grid[8]![i] ??= false
    grid[i]![8] ??= false
  }
  for (let i = 0; i < 8; i++) grid[8]![size - 1 - i] = grid[size - 1 - i]![8] = false
  grid[size - 8]![8] = true
  return grid
}

/** From version 7 on a code says twice which one it is, in 18 guarded bits. */
function nameVersion(grid: Grid, version: number): void {
  const size = grid.length
  let rest = version << 12
  for (let i = 17; i >= 12; i--) if ((rest >> i) & 1) rest ^= 0x1f25 << (i - 12)
  const bits = (version << 12) | rest
  for (let i = 0; i < 18; i++) {
    const dark = ((bits >> i) & 1) === 1
    grid[Math.floor(i / 3)]![size - 11 + (i % 3)] = grid[size - 11 + (i % 3)]![Math.floor(i / 3)] = dark
  }
}

const masks: ((r: number, c: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => ((r >> 1) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
]

function draw(words: readonly number[], version: number, mask: number): boolean[][] {
  const grid = frame(version)
  const size = grid.length
  let bit = 0
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right--
    for (let i = 0; i < size; i++)
      for (const c of [right, right - 1]) {
        const r = up ? size - 1 - i : i
        if (grid[r]![c] !== undefined) continue
        const dark = ((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1
        grid[r]![c] = Boolean(dark) !== masks[mask]!(r, c)
        bit++
      }
  }
  format(grid, mask)
  return grid as boolean[][]
}

/** Says twice which correction (L) and which mask were used, in 15 guarded bits. */
function format(grid: Grid, mask: number): void {
  const size = grid.length
  let rest = (1 << 3) | mask
  const value = rest << 10
  rest = value
  for (let i = 14; i >= 10; i--) if ((rest >> i) & 1) rest ^= 0x537 << (i - 10)
  const bits = (value | rest) ^ 0x5412
  for (let i = 0; i < 15; i++) {
    const dark = ((bits >> i) & 1) === 1
    const near = i < 6 ? i : i < 8 ? i + 1 : -1
    if (near >= 0) grid[near]![8] = dark
    else grid[8]![i === 8 ? 7 : 14 - i] = dark
    if (i < 8) grid[8]![size - 1 - i] = dark
    else grid[size - 15 + i]![8] = dark
  }
}

/** Long runs and blocks confuse a camera; the mask with the fewest wins. */
function penalty(grid: readonly boolean[][]): number {
  const size = grid.length
  let sum = 0
  for (let r = 0; r < size; r++)
    for (let c = 0; c < size; c++) {
      const same = (dr: number, dc: number) => grid[r + dr]?.[c + dc] === grid[r]![c]
      if ([1, 2, 3, 4].every((i) => same(0, i))) sum++
      if ([1, 2, 3, 4].every((i) => same(i, 0))) sum++
      if (same(0, 1) && same(1, 0) && same(1, 1)) sum += 3
    }
  const dark = grid.flat().filter(Boolean).length / (size * size)
  return sum + Math.floor(Math.abs(dark - 0.5) * 20) * 10
}

/** The text as one SVG path on a grid of `size` squares; null when it is too long. */
export function qr(text: string): { d: string; size: number } | null {
  const bytes = new TextEncoder().encode(text)
  const version = capacity.findIndex((room, i) => bytes.length <= room - Math.ceil((4 + lengthBits(i + 1)) / 8)) + 1
  if (version === 0) return null
  const words = codewords(bytes, version)
  const drawn = masks.map((_, mask) => draw(words, version, mask)).map((grid) => ({ grid, costs: penalty(grid) }))
  const best = drawn.reduce((a, b) => (b.costs < a.costs ? b : a)).grid
  const d = best.flatMap((row, r) => row.flatMap((dark, c) => (dark ? `M${c} ${r}h1v1h-1z` : []))).join("")
  return { d, size: best.length }
}
