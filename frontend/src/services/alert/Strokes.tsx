// Strokes as drums standing side by side, as many as the beater falls; one lights after the other, three rounds, then all stand still.
import { useEffect, useState } from "preact/hooks"
import { groupsOf, isTitir, litAt, nextChange, strokesSaid } from "./strokes"

type Props = { strokes: string; small?: boolean; lit?: number | null | "still"; groups?: number }

export function Strokes({ strokes, small, lit = "still", groups }: Props) {
  const all = groupsOf(strokes).slice(0, groups)
  let n = 0
  return (
    <span class={`strokes${small ? " small" : ""}${isTitir(strokes) ? " titir" : !small && Math.max(...all) > 3 ? " many" : ""}`} role="img" aria-label={strokesSaid(strokes)} style={{ "--n": all.reduce((sum, count) => sum + count, 0) }}>
      {all.map((count, g) => (
        <span key={g}>
          {Array.from({ length: count }, () => {
            const at = n++
            return <i key={at} class={lit === "still" || lit === at ? "on" : undefined} />
          })}
        </span>
      ))}
    </span>
  )
}

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches

/** The drum that is lit now. `round` begins the playing anew when it changes; null stands still. */
export function useBeat(strokes: string, round: string | number | null): number | null | "still" {
  const [lit, set] = useState<number | null | "still">("still")
  useEffect(() => {
    if (round === null || still()) return set("still")
    const from = performance.now()
    let timer: ReturnType<typeof setTimeout>
    const step = () => {
      const at = Math.round(performance.now() - from)
      const now = litAt(strokes, at)
      set(now)
      if (now !== "still") timer = setTimeout(step, Math.max(16, nextChange(strokes, at)))
    }
    step()
    return () => clearTimeout(timer)
  }, [strokes, round])
  return lit
}

export const Playing = ({ strokes, round }: { strokes: string; round: string | number | null }) => <Strokes strokes={strokes} lit={useBeat(strokes, round)} />
