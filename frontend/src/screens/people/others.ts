// Looks after what is not this person's alone: how much waits on the phone, who else uses it in another tab, who was signed out elsewhere.
import { countWaiting } from "../phone/lost"
import type { Phone } from "../phone/phone"
import { lookAfter } from "../phone/rescue"
import { tidy } from "./people"
import { watchTabs } from "./tabs"

let begun = false

/** `known` once the server has said, or could not say, who uses this browser. */
export async function others(phone: Phone, known: boolean): Promise<void> {
  const { api, base, outbox, view } = phone
  if (!begun) {
    begun = true
    watchTabs(view.get().account.id, () => location.assign("/"))
    const count = async () => {
      const lost = await countWaiting(base)
      if (lost !== view.get().lost) phone.set({ lost })
    }
    // A memory that ends with the page knows nothing of the one that lies shut.
    if (!base.shut) {
      outbox.watch(() => void count().catch(() => undefined))
      lookAfter(phone)
    }
  }
  if (known && view.get().online) await tidy(api, base)
}
