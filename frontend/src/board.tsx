import { render } from "preact"
import "./ui/tokens.css"
import "./ui/base.css"
import "./ui/parts.css"
import "./screens/wide/file.css"
import "./screens/board/board.css"
import "./screens/board/wall.css"
import { Board } from "./screens/board/Board"
import { lobbyCode } from "./screens/board/lobbyCode"
import { lazily, nothing } from "./screens/phone/lazily"
import { Entry } from "./screens/wide/Entry"
import { speak } from "./screens/wide/start"
import { startTheme } from "./ui/theme"

startTheme()
const Lobby = lazily<{ code: string }>(() => import("./screens/board/Lobby").then((it) => it.Lobby), nothing)
const code = lobbyCode(location.hash)
const english = () => import("./words/en.wall").then(({ enWall }) => enWall)
void speak(english).then(() => render(code === null ? <Entry>{(office) => <Board office={office} />}</Entry> : <Lobby code={code} />, document.getElementById("app")!))
