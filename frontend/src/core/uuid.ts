// UUIDv7 made on the phone: the key of a command, and the id of the case it opens. It sorts by time and needs no network.

let last = 0

export function uuidv7(now: number = Date.now()): string {
  // Two keys of one millisecond still sort in the order they were made.
  last = Math.max(now, last + 1)
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let rest = last
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256
    rest = Math.floor(rest / 256)
  }
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")
}

/** Four digits to say aloud, the same on every screen because they come from the id alone. */
export function spokenNumber(id: string): string {
  return String(parseInt(id.slice(-8), 16) % 10000).padStart(4, "0")
}
