// Places in the app live behind the #: the server needs no page for each, the back key works, and nothing reaches a log.
import { useEffect, useState } from "preact/hooks"
import { unescaped } from "../../core/address"

export type Route = readonly string[]

const read = (): Route =>
  location.hash
    .replace(/^#\/?/, "")
    .split("/")
    .filter(Boolean)
    .map(unescaped)

export const link = (...parts: string[]): string => "#/" + parts.map(encodeURIComponent).join("/")

export function go(...parts: string[]): void {
  location.hash = link(...parts)
}

/** For a page that must not stand in the way of the back key, such as a form that was sent. */
export const goInstead = (...parts: string[]): void => location.replace(link(...parts))

/** Back inside the app; from a link opened cold there is no page before, so home it is. */
export function back(): void {
  if (history.length > 1) history.back()
  else goInstead()
}

/** The name of a screen takes the focus, so that a reader hears where it is. */
export function nameIt(): void {
  const title = document.querySelector("h1")
  if (!title) return
  title.tabIndex = -1
  title.focus({ preventScroll: true })
}

export function useRoute(): Route {
  const [route, set] = useState(read)
  useEffect(() => {
    const turn = () => set((old) => (read().join("/") === old.join("/") ? old : read()))
    // The address may have changed between the first drawing and this line.
    turn()
    addEventListener("hashchange", turn)
    return () => removeEventListener("hashchange", turn)
  }, [])
  return route
}
