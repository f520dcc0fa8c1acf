import { render } from "preact"
import "./ui/tokens.css"
import "./ui/base.css"
import "./ui/parts.css"
import "./screens/wide/file.css"
import "./screens/desk/desk.css"
import { holds } from "./core/session"
import { Desk } from "./screens/desk/Desk"
import { Guard } from "./screens/desk/Guard"
import { Entry } from "./screens/wide/Entry"
import { speak } from "./screens/wide/start"
import { startTheme } from "./ui/theme"

startTheme()
void speak().then(() => render(<Entry>{(office) => (holds(office.account, ["dpo"]) ? <Guard office={office} /> : <Desk office={office} />)}</Entry>, document.getElementById("app")!))
