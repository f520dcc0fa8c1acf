// A browser cannot say who asks when it opens a WebSocket, so news come as a stream of events, read by fetch. To the feed this is
// a socket: the same frames, and a code when it ends (hub/close.go).
import type { Socket } from "../core/feed"

/** The server says something at least every 25 s. */
const silence = 60_000
/** What the server gives instead of a code that asks not to come back. */
const never = 3_600_000

export class Line implements Socket {
  onmessage: Socket["onmessage"] = null
  onclose: Socket["onclose"] = null
  private readonly stop = new AbortController()
  private timer: ReturnType<typeof setTimeout> | undefined
  private retry = 0
  private over = false

  constructor(url: string) {
    void this.read(url.replace(/^ws/, "http")).then(
      () => this.end(this.retry >= never ? 4500 : 4000),
      () => this.end(1006),
    )
  }

  close(): void {
    this.over = true
    this.stop.abort()
    clearTimeout(this.timer)
  }

  private end(code: number): void {
    if (this.over) return
    this.close()
    this.onclose?.({ code })
  }

  private async read(url: string): Promise<void> {
    this.heard()
    const answer = await fetch(url, { headers: { Accept: "text/event-stream" }, cache: "no-store", signal: this.stop.signal })
    if (!answer.ok || !answer.body) throw new Error(String(answer.status))
    const reader = answer.body.getReader()
    const decoder = new TextDecoder()
    let rest = ""
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      this.heard()
      const events = (rest + decoder.decode(value, { stream: true })).split("\n\n")
      rest = events.pop()!
      for (const event of events) this.take(event)
    }
  }

  private take(event: string): void {
    for (const line of event.split("\n")) {
      if (line.startsWith("data: ") && !this.over) this.onmessage?.({ data: line.slice(6) })
      if (line.startsWith("retry: ")) this.retry = Number(line.slice(7))
    }
  }

  /** An open stream over a dead network says nothing, and nothing else would tell. */
  private heard(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.end(1006), silence)
  }
}
