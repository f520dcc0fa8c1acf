// Acts that may tell of a danger sign. A red one stands on the screen before the disk and any network are asked; it goes into
// the outbox all the same. The danger screen has come with the form in which it was told (telling.ts).
import type { Command, Entry } from "../../core/outbox"
import { storyOf } from "../../services/story"
import type { Danger as Red, Phone } from "./phone"
import { strings } from "./text"

type Told = Pick<Command, "service" | "move" | "body">

/** Sounds for what is told if it is red, then does the work of storing it. */
export async function sound(phone: Phone, { service, move, body }: Told, before: Record<string, unknown>, work: (red: boolean) => Promise<Entry>): Promise<Entry> {
  const now = phone.now()
  const sign = storyOf(service).alarm?.(move, body, before, now, phone.view.get().zone)
  if (!sign) return work(false)
  const house = strings(body["household"])
  const red: Red = { ...sign, at: now, ...(house && { house }) }
  phone.alarm(red)
  try {
    const entry = await work(true)
    phone.alarm({ ...red, key: entry.key })
    return entry
  } catch (problem) {
    phone.alarm({ ...red, lost: true })
    throw problem
  }
}

/** A command about a case, sounded if it is red. Nobody waits eight seconds with a danger sign. */
export const act = (phone: Phone, command: Command, before: Record<string, unknown>, holdMs = 0): Promise<Entry> =>
  sound(phone, command, before, (red) => phone.act(command, red ? 0 : holdMs))
