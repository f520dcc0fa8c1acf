import { render } from "preact"
import "./ui/tokens.css"
import "./ui/base.css"
import "./ui/parts.css"
import "./screens/wide/file.css"
import "./screens/desk/desk.css"
import "./screens/desk/book.css"
import "./screens/desk/round.css"
import { holds } from "./core/session"
import { lazily, nothing } from "./screens/phone/lazily"
import { Desk } from "./screens/desk/Desk"
import { Entry } from "./screens/wide/Entry"
import { speak, type Office } from "./screens/wide/start"
import { startTheme } from "./ui/theme"

startTheme()
const english = () => import("./words/en.desk").then(({ enDesk }) => enDesk)
const Guard = lazily<{ office: Office }>(() => import("./screens/desk/Guard").then((it) => it.Guard), nothing)

void speak(english).then(() => render(<Entry>{(office) => (holds(office.account, ["dpo"]) ? <Guard office={office} /> : <Desk office={office} />)}</Entry>, document.getElementById("app")!))
