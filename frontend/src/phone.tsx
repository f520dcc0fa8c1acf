// The phone's entry: paints at once what it remembers, then asks the network.
import { render } from "preact"
import { startLanguage } from "./browser"
import { App } from "./screens/phone/App"
import { opening } from "./screens/phone/lazily"
import { Phone } from "./screens/phone/phone"
import { startWorker } from "./sw/start"
import { startTheme } from "./ui/theme"
import "./ui/tokens.css"
import "./ui/base.css"
import "./ui/phone.css"

async function start(root: HTMLElement): Promise<void> {
  startTheme()
  await startLanguage()
  // On a first visit the worker's pieces would share a thin line with the home; they come when it stands.
  const visited = Boolean(navigator.serviceWorker?.controller)
  if (visited) void startWorker()
  if (location.pathname === "/masuk") {
    render(await (await import("./screens/signin/entrance")).entrance(), root)
    return visited ? undefined : soon(startWorker)
  }
  render(opening(), root)
  const phone = await Phone.open()
  if (!phone) return location.replace("/masuk")
  render(<App phone={phone} />, root)
  if (!visited) soon(startWorker)
}

const soon = (work: () => Promise<void>): void => void (globalThis.requestIdleCallback ?? setTimeout)(() => void work())

void start(document.getElementById("app")!)
