// The stage's hand on a pane: it is put into each page on the way, and does what the stage asks: tap, look, read the journal.
// It says nothing of what is written on the page but what it was asked to look for, and of the journal only keys.
"use strict"
;(() => {
  if (parent === self) return // opened by itself, the app is only itself
  const stage = location.origin.replace("//" + location.hostname.split(".")[0] + ".", "//")
  const { login } = document.currentScript.dataset

  // The line of a phone is the stage's to cut, so its browser must hear that from the stage.
  let online = true
  Object.defineProperty(Navigator.prototype, "onLine", { get: () => online, configurable: true })
  const line = (up) => {
    if (up === online) return
    online = up
    dispatchEvent(new Event(up ? "online" : "offline"))
  }

  const shown = (one) => one.getClientRects().length > 0
  const find = ({ css, text = "" }) => [...document.querySelectorAll(css)].find((one) => shown(one) && one.textContent.replace(/\s+/g, " ").includes(text))

  /** What lies on top at its middle is it, or in it: a person could touch it. */
  function touchable(one) {
    one.scrollIntoView({ block: "nearest" })
    const { left, top, width, height } = one.getBoundingClientRect()
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    return !one.disabled && hit && (one.contains(hit) || hit.contains(one)) ? { x: left + width / 2, y: top + height / 2 } : null
  }

  /** Where a finger came down. */
  function finger({ x, y }) {
    const mark = document.createElement("div")
    Object.assign(mark.style, { position: "fixed", left: x - 22 + "px", top: y - 22 + "px", width: "44px", height: "44px", borderRadius: "50%", background: "#F1B12F", border: "2px solid #74441B", opacity: ".75", zIndex: 9999, pointerEvents: "none" })
    mark.setAttribute("aria-hidden", "true")
    mark.className = "finger"
    ;(document.querySelector("dialog[open]") ?? document.body).append(mark)
  }

  const tries = {
    see: (what) => (find(what) ? true : undefined),
    gone: (what) => (find(what) ? undefined : true),
    aim: (what) => {
      const one = find(what)
      const at = one && touchable(one)
      if (!at) return undefined
      finger(at)
      return true
    },
    tap: (what) => {
      const one = find(what)
      if (!one || !touchable(one)) return undefined
      for (const mark of document.querySelectorAll(".finger")) mark.remove()
      one.click()
      return true
    },
    read: (what) => [...document.querySelectorAll(what.css)].map((one) => one.textContent).join("") || undefined,
    fill: (what) => {
      const box = find(what)
      if (!box) return undefined
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(box, what.value)
      box.dispatchEvent(new Event("input", { bubbles: true }))
      return true
    },
    go: (what) => {
      location.hash = what.to
      return true
    },
  }

  /** Tries until it can be done. Whoever asks decides how long. */
  const until = (attempt) =>
    new Promise((done) => {
      const look = () => {
        const result = attempt()
        if (result === undefined) return
        clearInterval(timer)
        watcher.disconnect()
        done(result)
      }
      const watcher = new MutationObserver(look)
      const timer = setInterval(look, 200)
      watcher.observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true })
      look()
    })

  /** Keys, owners and states of everything this phone ever put into its queue. */
  const journal = () =>
    new Promise((done) => {
      const asked = indexedDB.open("jogotonggo")
      asked.onupgradeneeded = () => asked.transaction.abort() // the app has not made it yet; it is not ours to make
      asked.onerror = (event) => (event.preventDefault(), done([]))
      asked.onsuccess = () => {
        const db = asked.result
        const all = db.transaction("outbox").objectStore("outbox").getAll()
        all.onsuccess = () => (db.close(), done(all.result.map(({ key, owner, state }) => ({ key, owner, state }))))
      }
    })

  addEventListener("message", async ({ origin, data }) => {
    if (origin !== stage) return
    if (data.do === "line") return line(data.up)
    if (data.do === "reload") return location.reload()
    const value = data.do === "journal" ? await journal() : await until(() => tries[data.do](data))
    parent.postMessage({ id: data.id, value }, stage)
  })

  addEventListener("DOMContentLoaded", () => {
    parent.postMessage({ hello: true }, stage)
    if (location.pathname === "/masuk") void until(() => tries.tap({ css: `[data-login="${login}"]` }))
  })
})()
