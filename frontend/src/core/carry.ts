// Hands a command over without a signal: sealed to the server's key, so that whoever carries it reads and changes nothing, and
// signed with this device's own secret, so that it stays its author's. The server's half is server/carry.
import { longest } from "./qr"

/** What the server gave this device while it had a signal (GET /me). */
export type Pocket = { box: string; session: string; secret: string }

export type Cargo = { key: string; service: string; move: string; body: Record<string, unknown> }

const purpose = "jogotonggo carry 1"
const bytesOf = (text: string): Bytes => new TextEncoder().encode(text)

/** Seals one command. Twice the same gives two envelopes that nobody can tell belong together. */
export async function seal(pocket: Pocket, { key, service, move, body }: Cargo): Promise<string> {
  const { subtle } = crypto
  const box = fromBase64(pocket.box)
  const curve = { name: "ECDH", namedCurve: "P-256" }
  const pair = await subtle.generateKey(curve, false, ["deriveBits"])
  const point = new Uint8Array(await subtle.exportKey("raw", pair.publicKey))
  const theirs = await subtle.importKey("raw", box, curve, false, [])
  const shared = await subtle.deriveBits({ name: "ECDH", public: theirs }, pair.privateKey, 256)
  const root = await subtle.importKey("raw", shared, "HKDF", false, ["deriveBits"])
  const keys = new Uint8Array(await subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: joined(point, box), info: bytesOf(purpose) }, root, 44 * 8))

  const ids = joined(fromUuid(pocket.session), fromUuid(key))
  const path = bytesOf(service + "/" + move)
  // The same letters that this phone sends itself: the server holds both for one command.
  const said = bytesOf(JSON.stringify(body))
  const told = joined(Uint8Array.of(path.length, said.length >> 8, said.length & 255), path, said)
  const mine = await subtle.importKey("raw", fromBase64(pocket.secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"])
  const mac = new Uint8Array(await subtle.sign("HMAC", mine, joined(bytesOf(purpose + "\0"), point, ids, told)))
  const plain = joined(ids, mac, told)
  // Filled up, so that the length says less about what is inside.
  const filled = joined(plain, new Uint8Array((32 - (plain.length % 32)) % 32))

  const head = joined(Uint8Array.of(1), point)
  const lock = await subtle.importKey("raw", keys.slice(0, 32), "AES-GCM", false, ["encrypt"])
  const sealed = await subtle.encrypt({ name: "AES-GCM", iv: keys.slice(32), additionalData: head }, lock, filled)
  return toBase64(joined(head, new Uint8Array(sealed)))
}

const mark = "JT1"

/** An envelope as one or a few codes, each saying which of how many it is and to what it belongs. */
export function codesOf(envelope: string): string[] {
  const room = longest - (mark + ".12.12.123456.").length
  const count = Math.ceil(envelope.length / room)
  const size = Math.ceil(envelope.length / count)
  const name = envelope.slice(-6)
  return Array.from({ length: count }, (_, i) => [mark, i + 1, count, name, envelope.slice(i * size, (i + 1) * size)].join("."))
}

/** Puts an envelope together from codes read in any order. */
export class Collector {
  private name = ""
  private parts: (string | undefined)[] = []

  /** The whole envelope with the last code; null as long as one is missing. A code of something else is "foreign". */
  take(text: string): { envelope: string | null; have: number; of: number } | "foreign" {
    const found = /^JT1\.(\d{1,2})\.(\d{1,2})\.([\w-]{6})\.([\w-]+)$/.exec(text)
    if (!found) return "foreign"
    const [, at, of, name = "", part] = found
    if (name !== this.name || Number(of) !== this.parts.length) {
      this.name = name
      this.parts = new Array<string | undefined>(Number(of)).fill(undefined)
    }
    this.parts[Number(at) - 1] = part
    const have = this.parts.filter((one) => one !== undefined).length
    return { envelope: have === Number(of) ? this.parts.join("") : null, have, of: Number(of) }
  }
}

type Bytes = Uint8Array<ArrayBuffer>

function joined(...parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const fromUuid = (id: string): Bytes => Uint8Array.from(id.replace(/-/g, "").match(/../g) ?? [], (pair) => parseInt(pair, 16))

const fromBase64 = (text: string): Bytes => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0))

const toBase64 = (bytes: Bytes): string =>
  btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
