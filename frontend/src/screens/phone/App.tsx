// Which screen stands at which place behind the #.
import { useEffect, useRef } from "preact/hooks"
import { isHead, isHelper } from "./catalogue"
import { PhoneContext, usePhone } from "./context"
import { Emergency } from "./Emergency"
import { Home } from "./Home"
import type { Phone } from "./phone"
import { AskWitness, BeWitness, Carry, CasePage, CheckIn, Danger, FilePage, Helper, Houses, Inbox, Missing, Office, Overs, Own, People, Placed, QueuePage, UnsentCase, Told } from "./pieces"
import { nameIt, useRoute } from "./route"

/** What may name a case. Names that every object has by birth, such as "constructor", name none. */
const named = /^[0-9a-f-]{36}$/

export const App = ({ phone }: { phone: Phone }) => (
  <PhoneContext.Provider value={phone}>
    <Place />
    <Overs />
  </PhoneContext.Provider>
)

function Place() {
  const { view } = usePhone()
  const route = useRoute()
  const [page = "", a = "", b = ""] = route
  useArrival(route.join("/"))
  if (view.danger) return <Danger danger={view.danger} />
  switch (page) {
    case "":
      return isHead(view.account) ? <Inbox /> : isHelper(view.account) ? <Helper /> : <Home />
    case "beranda":
      return <Home />
    case "kotak":
      return <Inbox />
    case "rumah":
      return <Houses />
    case "tugas":
      return <Office key={a} page={a} />
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
    case "kasus": {
      if (!named.test(a)) return <Missing />
      const waiting = view.details[a] ? undefined : view.queue.find((entry) => entry.key === a && entry.state !== "sent")
      return waiting ? <UnsentCase key={a} entry={waiting} /> : <CasePage key={a} id={a} />
    }
    case "kabar":
      return <CheckIn />
    case "data":
      return <Own page={a} />
    case "kabar-hp":
      return <Told />
    case "orang":
      return <People />
    case "untuk":
      return <People key={a} wanted={a} to={route.slice(2)} />
    case "antrean":
      return <QueuePage />
    case "titip":
      return <Carry given={a} />
    case "darurat":
      return <Emergency />
    case "minta-saksi":
      return <AskWitness id={a} />
    case "saksi":
      return <BeWitness id={a} />
    default:
      return <Placed place={page} page={a} id={b} />
  }
}

/** A new place begins at its top, and a reader hears its name. */
function useArrival(place: string): void {
  const first = useRef(true)
  useEffect(() => {
    if (first.current) return void (first.current = false)
    scrollTo(0, 0)
    nameIt()
  }, [place])
}
