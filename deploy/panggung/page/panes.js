// The four panes as the page talks to them: each is a page of its own origin, asked by messages and only by them.
const sizes = { warga: [360, 640], rt: [360, 640], meja: [1180, 664], papan: [1920, 1080] }
export const names = Object.keys(sizes)

const originOf = (name) => location.origin.replace("//", `//${name}.`)

export class Pane {
  waiting = new Map()
  next = 0

  constructor(name, figure) {
    this.name = name
    this.figure = figure
    this.glass = figure.querySelector(".glass")
    this.frame = Object.assign(document.createElement("iframe"), { title: figure.querySelector("b").textContent, src: originOf(name) + "/-/enter" })
    const [width, height] = sizes[name]
    Object.assign(this.frame.style, { width: width + "px", height: height + "px" })
    this.glass.append(this.frame)
    new ResizeObserver(() => this.fit()).observe(this.glass)
    addEventListener("message", ({ origin, source, data }) => origin === originOf(name) && source === this.frame.contentWindow && this.heard(data))
  }

  /** The frame keeps the size of its device and is drawn smaller. */
  fit() {
    this.frame.style.transform = `scale(${this.glass.clientWidth / sizes[this.name][0]})`
  }

  /** A page that has just opened is asked again what the one before it had not answered. */
  heard(data) {
    if (data.hello) {
      this.opened?.()
      this.line(this.up)
      for (const { what } of this.waiting.values()) this.send(what)
      return
    }
    this.waiting.get(data.id)?.done(data.value)
    this.waiting.delete(data.id)
  }

  send(what) {
    this.frame.contentWindow.postMessage(what, originOf(this.name))
  }

  ask(what, patience = 45_000) {
    const id = ++this.next
    return new Promise((done, failed) => {
      const late = setTimeout(() => {
        this.waiting.delete(id)
        failed(new Error(`${this.name}: ${what.do} ${what.css ?? ""} ${what.text ?? ""}`))
      }, patience)
      this.waiting.set(id, { what: { ...what, id }, done: (value) => (clearTimeout(late), done(value)) })
      this.send({ ...what, id })
    })
  }

  /** Opened anew, as somebody does who looks at the hour again. */
  async reload() {
    const opened = new Promise((done) => (this.opened = done))
    this.send({ do: "reload" })
    await opened
  }

  up = true
  line(up) {
    this.up = up
    this.send({ do: "line", up })
    this.figure.classList.toggle("cut", !up)
  }

  /** What its phone holds, as far as it could be asked. */
  async journal() {
    return this.ask({ do: "journal" }, 2_000).catch(() => null)
  }
}
