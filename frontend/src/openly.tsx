// What everybody may read of a kelurahan, without signing in: a page of its own, for screens and for paper.
import { render } from "preact"
import { startLanguage } from "./browser"
import { addWords, currentLanguage } from "./core/i18n"
import { Openly } from "./screens/openly/Openly"
import { startTheme } from "./ui/theme"
import "./ui/tokens.css"
import "./ui/base.css"
import "./screens/openly/openly.css"

async function start(): Promise<void> {
  startTheme()
  await startLanguage()
  if (currentLanguage() === "en") addWords((await import("./words/en.openly")).enOpenly, "en")
  render(<Openly />, document.getElementById("app")!)
}

void start()
