// The desk by keyboard: single letters, never while somebody types or a sheet is open.
import { useEffect, useRef } from "preact/hooks"

export function useKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  const now = useRef(keys)
  now.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      const at = event.target as HTMLElement
      if (at.closest?.("input, textarea, select, dialog") || document.querySelector("dialog[open]")) return
      // Enter on a button is the button's own.
      if (event.key === "Enter" && at.closest?.("button, a")) return
      const work = now.current[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (!work) return
      event.preventDefault()
      work()
    }
    addEventListener("keydown", press)
    return () => removeEventListener("keydown", press)
  }, [])
}
