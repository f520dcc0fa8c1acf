// Where services lay something over the phone's screens, and what they leave on its home. No screen knows one by name.
import type { FunctionComponent } from "preact"
import { overs } from "../../services/over"
import { pagesAt, type PagesProps } from "../../services/pages"
import { serviceOf } from "./catalogue"
import { usePhone } from "./context"
import { lazily, nothing } from "./lazily"
import { Missing } from "./pieces"

const parts = overs.map(({ service, load }) => ({
  service,
  Over: lazily(() => load().then(({ Over }) => Over), nothing),
  Card: lazily(() => load().then(({ Card }) => Card), nothing),
}))

/** Fetched as soon as the line lives, long before anything happens. */
export function Overs() {
  const { view } = usePhone()
  const ready = view.live?.line === "live" || view.live?.board?.cases.some((one) => one.told) || view.queue.some((entry) => entry.goodFor)
  return <>{ready && parts.map(({ service, Over }) => serviceOf(view.services, service) && <Over key={service} />)}</>
}

export function Cards() {
  const { view } = usePhone()
  return <>{(view.live?.board?.cases.some((one) => one.told) || view.queue.some((entry) => entry.goodFor)) && parts.map(({ service, Card }) => <Card key={service} />)}</>
}

const pages = new Map<string, FunctionComponent<PagesProps>>()

/** The page behind a place that a service has of its own. */
export function Placed({ place, page, id }: PagesProps & { place: string }) {
  const load = pagesAt(place)
  if (!load) return <Missing />
  const Page = pages.get(place) ?? lazily(load)
  pages.set(place, Page)
  return <Page page={page} id={id} />
}
