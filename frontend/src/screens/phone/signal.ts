// A value that screens watch. Enough for one page; more would be a library.
import { useEffect, useState } from "preact/hooks"

export class Signal<T> {
  private readonly watchers = new Set<(value: T) => void>()

  constructor(private value: T) {}

  get = (): T => this.value

  set(value: T): void {
    if (value === this.value) return
    this.value = value
    this.watchers.forEach((watcher) => watcher(value))
  }

  change(step: (value: T) => T): void {
    this.set(step(this.value))
  }

  watch(watcher: (value: T) => void): () => void {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }
}

export function useSignal<T>(signal: Signal<T>): T {
  const [, draw] = useState(0)
  useEffect(() => {
    const again = () => draw((n) => n + 1)
    // Something may have changed between the drawing and this effect.
    again()
    return signal.watch(again)
  }, [signal])
  return signal.get()
}

/** The present moment, moving by steps so that clocks do. */
export function useNow(step = 1000): number {
  const [now, set] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => set(Date.now()), step)
    return () => clearInterval(timer)
  }, [step])
  return now
}
