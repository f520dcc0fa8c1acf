// Everything behind a neighbour's home, in one piece: whoever opens one page soon needs another.
import "./screens.css"

export { CasePage } from "./CasePage"
export { FilePage } from "./FilePage"
export { Menu } from "./Menu"
export { Missing } from "./Missing"
export { QueuePage } from "./QueuePage"
