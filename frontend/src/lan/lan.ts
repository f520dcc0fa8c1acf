// The network of a room without encryption. The server puts this script before a page's own, and the page itself knows of nothing:
// whoever is signed in is said with every request, news come over the one road that can carry it, and a strip says what this is.
import { banner } from "./banner"
import { bearing } from "./bearing"
import { Line } from "./line"
import { carryLinks } from "./links"

globalThis.fetch = bearing(globalThis.fetch.bind(globalThis), localStorage)
Object.assign(globalThis, { WebSocket: Line })
carryLinks()
banner()
