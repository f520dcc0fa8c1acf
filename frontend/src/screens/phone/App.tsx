// Which screen stands at which place behind the #.
import { useEffect, useRef } from "preact/hooks"
import { CasePage } from "./CasePage"
import { isHead, isHelper } from "./catalogue"
import { PhoneContext, usePhone } from "./context"
import { Emergency } from "./Emergency"
import { FilePage } from "./FilePage"
import { Home } from "./Home"
import { lazily } from "./lazily"
import { Missing } from "./Missing"
import type { Phone } from "./phone"
import { QueuePage } from "./QueuePage"
import { useRoute } from "./route"

const Inbox = lazily(() => import("./Inbox").then((part) => part.Inbox))
const Helper = lazily(() => import("./Helper").then((part) => part.Helper))
const Houses = lazily(() => import("./Houses").then((part) => part.Houses))
const AskWitness = lazily(() => import("./Witness").then((part) => part.AskWitness))
const BeWitness = lazily(() => import("./Witness").then((part) => part.BeWitness))

export const App = ({ phone }: { phone: Phone }) => (
  <PhoneContext.Provider value={phone}>
    <Place />
  </PhoneContext.Provider>
)

function Place() {
  const { view } = usePhone()
  const route = useRoute()
  const [page = "", a = "", b = ""] = route
  useArrival(route.join("/"))
  switch (page) {
    case "":
      return isHead(view.account) ? <Inbox /> : isHelper(view.account) ? <Helper /> : <Home />
    case "beranda":
      return <Home />
    case "kotak":
      return <Inbox />
    case "rumah":
      return <Houses />
    case "relawan":
      return <Helper />
    case "daftar":
      return <Helper all />
    case "lapor":
      return <FilePage key={a + b} service={a} move={b} />
    case "perbaiki": {
      const entry = view.queue.find((one) => one.key === a)
      return entry ? <FilePage key={a} service={entry.service} move={entry.move} mending={entry} /> : <Missing />
    }
    case "kasus":
      return <CasePage key={a} id={a} />
    case "antrean":
      return <QueuePage />
    case "darurat":
      return <Emergency />
    case "minta-saksi":
      return <AskWitness id={a} />
    case "saksi":
      return <BeWitness id={a} />
    default:
      return <Missing />
  }
}

/** A new place begins at its top, and a reader hears its name. */
function useArrival(place: string): void {
  const first = useRef(true)
  useEffect(() => {
    if (first.current) return void (first.current = false)
    scrollTo(0, 0)
    const title = document.querySelector("h1")
    if (!title) return
    title.tabIndex = -1
    title.focus({ preventScroll: true })
  }, [place])
}
