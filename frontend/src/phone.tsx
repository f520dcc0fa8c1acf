// The phone's entry: paints at once what it remembers, then asks the network.
import { render } from "preact"
import { browserApi, startLanguage } from "./browser"
import { openStore } from "./core/store"
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
  void startWorker()
  if (location.pathname === "/masuk") {
    const { SignIn } = await import("./screens/signin/SignIn")
    const parts = { api: browserApi(), store: await openStore() }
    const [, code] = /^#undangan\/([\w-]+)$/.exec(location.hash) ?? []
    if (!code) return render(<SignIn {...parts} />, root)
    const { Invited } = await import("./screens/signin/Invited")
    return render(<Invited {...parts} code={code} />, root)
  }
  render(opening(), root)
  const phone = await Phone.open()
  if (!phone) return location.replace("/masuk")
  // Without this a phone short of space may throw the queue away; asking costs nothing.
  void navigator.storage?.persist?.()
  render(<App phone={phone} />, root)
}

void start(document.getElementById("app")!)
