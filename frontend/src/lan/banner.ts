// The strip that says so, above whatever stands in the page.
import { enLan } from "../words/en.lan"
import { idLan } from "../words/id.lan"

export function banner(): void {
  const words = localStorage.getItem("jt.language") === "en" ? enLan : idLan
  const strip = document.createElement("div")
  strip.className = "strip lan"
  strip.setAttribute("role", "status")
  const text = document.createElement("p")
  const name = document.createElement("b")
  name.textContent = words["lanMode"]
  text.append(name, " " + words["lanHint"])
  strip.append(text)
  document.body.prepend(strip)
}
