import { render } from "preact"
import "./ui/tokens.css"
import "./ui/base.css"
import "./ui/parts.css"
import "./screens/wide/file.css"
import "./screens/board/board.css"
import { Board } from "./screens/board/Board"
import { Entry } from "./screens/wide/Entry"
import { speak } from "./screens/wide/start"
import { startTheme } from "./ui/theme"

startTheme()
void speak().then(() => render(<Entry>{(office) => <Board office={office} />}</Entry>, document.getElementById("app")!))
