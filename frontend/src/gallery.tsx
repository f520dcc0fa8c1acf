// The look on a page of its own: every token and every component in every state, drawn by the components themselves.
import { render } from "preact"
import "./ui/tokens.css"
import "./ui/base.css"
import "./ui/phone.css"
import "./screens/phone/screens.css"
import "./screens/gallery/gallery.css"
import { Gallery } from "./screens/gallery/Gallery"
import { startTheme } from "./ui/theme"

startTheme()
render(<Gallery />, document.getElementById("app")!)
