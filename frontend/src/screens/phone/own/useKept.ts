// What was last known at once, then what the server says: also without a signal a notice stands with its own date.
import { useEffect, useState } from "preact/hooks"
import { keep, recall } from "../../../core/store"
import type { Phone } from "../phone"

/** `round` asks again when it changes; without `load` only the phone is asked. A server that does not answer, or refuses, leaves what is known. */
export function useKept<T>(phone: Phone, name: string, load: (() => Promise<T>) | null, round: unknown): T | null {
  const [value, set] = useState<T | null>(null)
  useEffect(() => {
    let gone = false
    const show = (next: T) => gone || set(next)
    const learn = async () => {
      const kept = await recall<T>(phone.store, name)
      if (kept) show(kept.value)
      if (!load) return
      const fresh = await load()
      show(fresh)
      await keep(phone.store, name, fresh, Date.now())
    }
    void learn().catch(() => undefined)
    return () => {
      gone = true
    }
  }, [phone, round])
  return value
}
