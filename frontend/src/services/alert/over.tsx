// The alarm over everything: it stands there the moment it is told, and goes when it is answered and put away, or has ended.
import { useEffect } from "preact/hooks"
import { useRoute } from "../../screens/phone/route"
import { Ending } from "./Ending"
import { face } from "./face"
import { Sounding } from "./Sounding"
import { unlockByTouch } from "./sound"
import { useAlarms } from "./useAlarms"
import "./alert.css"

export { Card } from "./Card"

export function Over() {
  const { over, ended, memory, remember } = useAlarms()
  const [at, page] = useRoute()
  useEffect(unlockByTouch, [])
  // The guard post is a wall of its own.
  if (at === face.place && page === "pos") return null
  const [alarm] = over
  if (alarm) return <Sounding key={alarm.id} alarm={alarm} kept={memory?.[alarm.id]} remember={(step) => remember(alarm.id, step)} />
  const end = ended.find(({ id }) => memory?.[id])
  return end ? <Ending key={end.id} end={end} onRead={() => remember(end.id, { ended: true })} /> : null
}
