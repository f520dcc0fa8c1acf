import { useEffect, useState } from "preact/hooks"

/** Below 1100 px, or as much less as letters are larger, there is no room for a third column: the opened case becomes a sheet. */
export function useNarrow(below = "68.75em"): boolean {
  const wide = useState(() => matchMedia(`(min-width: ${below})`))[0]
  const [narrow, set] = useState(!wide.matches)
  useEffect(() => {
    const turn = () => set(!wide.matches)
    wide.addEventListener("change", turn)
    return () => wide.removeEventListener("change", turn)
  }, [wide])
  return narrow
}
