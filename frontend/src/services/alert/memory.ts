// What this phone did with alarms: muted, put away, its end read. Kept on the phone, so that opening the app again rings nobody twice.
import { useEffect } from "preact/hooks"
import { keep, recall, type Store } from "../../core/store"
import { usePhone } from "../../screens/phone/context"
import { Signal, useSignal } from "../../screens/phone/signal"
import type { Kept, Memory } from "./ring"

const slot = "alert/seen"
const forgets = 24 * 3_600_000

/** null until the phone has been asked. */
const memory = new Signal<Memory | null>(null)
let asked = false

async function open(store: Store): Promise<void> {
  if (asked) return
  asked = true
  const kept = await recall<Memory>(store, slot).catch(() => undefined)
  memory.set(Object.fromEntries(Object.entries(kept?.value ?? {}).filter(([, one]) => Date.now() - one.at < forgets)))
}

export function useMemory(): { memory: Memory | null; remember: (id: string, step: Partial<Kept>) => void } {
  const { phone } = usePhone()
  useEffect(() => void open(phone.store), [phone])
  const remember = (id: string, step: Partial<Kept>) => {
    const before = memory.get() ?? {}
    memory.set({ ...before, [id]: { at: Date.now(), ...before[id], ...step } })
    void keep(phone.store, slot, memory.get(), Date.now())
  }
  return { memory: useSignal(memory), remember }
}
