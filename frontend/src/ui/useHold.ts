// What must not happen by a brush of the sleeve is held for two seconds; a short tap is something else. A key or assistive tech only taps.
import { useEffect, useRef, useState } from "preact/hooks"

const holdFor = 2000

/** `onTap` also hears a finger that let go early. */
export function useHold(onHold: () => void, onTap: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const held = useRef(false)
  const [holding, set] = useState(false)
  const drop = () => {
    clearTimeout(timer.current)
    set(false)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  const done = () => {
    held.current = true
    set(false)
    onHold()
  }
  return {
    holding,
    hands: {
      onPointerDown: () => {
        drop()
        held.current = false
        set(true)
        timer.current = setTimeout(done, holdFor)
      },
      onPointerUp: drop,
      onPointerLeave: drop,
      onPointerCancel: drop,
      onContextMenu: (event: Event) => event.preventDefault(),
      // The click that ends a hold is none.
      onClick: (event: MouseEvent) => {
        if (event.detail !== 0 && held.current) held.current = false
        else onTap()
      },
    },
  }
}
