// A push service on this machine and a browser behind it: it opens what the server seals for that browser alone (RFC 8291).
import { createDecipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from "node:crypto"
import type { AddressInfo } from "node:net"
import { createServer as serve, type Server } from "node:http"

export type Parcel = { topic: string; urgency: string; ttl: number; text: string }
export type Post = { url: string; place: { endpoint: string; keys: { p256dh: string; auth: string } }; next: () => Promise<Parcel>; close: () => Promise<void> }

export async function openPost(): Promise<Post> {
  const keys = createECDH("prime256v1")
  keys.generateKeys()
  const auth = randomBytes(16)
  const waiting: Parcel[] = []
  let asked: ((parcel: Parcel) => void) | null = null
  const server: Server = serve((request, answer) => {
    const parts: Buffer[] = []
    request.on("data", (part: Buffer) => parts.push(part))
    request.on("end", () => {
      const { topic, urgency, ttl } = request.headers
      const parcel = { topic: String(topic), urgency: String(urgency), ttl: Number(ttl), text: opened(Buffer.concat(parts), keys, auth) }
      if (asked) asked(parcel)
      else waiting.push(parcel)
      asked = null
      answer.writeHead(201).end()
    })
  })
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    place: { endpoint: url + "/phone", keys: { p256dh: keys.getPublicKey("base64url"), auth: auth.toString("base64url") } },
    next: () => {
      const first = waiting.shift()
      if (first) return Promise.resolve(first)
      return new Promise((came, failed) => {
        const late = setTimeout(() => failed(new Error("no message within ten seconds")), 10_000)
        asked = (parcel) => (clearTimeout(late), came(parcel))
      })
    },
    close: () => new Promise((gone) => (server.closeAllConnections(), server.close(() => gone()))),
  }
}

/** One record of RFC 8188, sealed as RFC 8291 says. */
function opened(body: Buffer, keys: ECDH, auth: Buffer): string {
  const salt = body.subarray(0, 16)
  const sender = body.subarray(21, 21 + body[20]!)
  const sealed = body.subarray(21 + sender.length)
  const derive = (secret: Buffer, salt: Buffer, info: Buffer, size: number) => Buffer.from(hkdfSync("sha256", secret, salt, info, size))
  const ikm = derive(keys.computeSecret(sender), auth, Buffer.concat([Buffer.from("WebPush: info\0"), keys.getPublicKey(), sender]), 32)
  const key = derive(ikm, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16)
  const nonce = derive(ikm, salt, Buffer.from("Content-Encoding: nonce\0"), 12)
  const open = createDecipheriv("aes-128-gcm", key, nonce)
  open.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([open.update(sealed.subarray(0, -16)), open.final()])
  return plain.subarray(0, plain.lastIndexOf(2)).toString()
}
