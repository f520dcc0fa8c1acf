// Screens that not everybody needs come in pieces of their own; the service worker has them ready without a network.
import type { ComponentChild, FunctionComponent } from "preact"
import { useEffect, useState } from "preact/hooks"
import { t } from "../../core/i18n"
import { Loading } from "../../ui/Empty"
import { Screen } from "../../ui/Screen"

/** `ready` hands in a screen that came with another piece, so that it can be drawn without a moment's wait. */
export type Piece<P> = FunctionComponent<P> & { ready: (screen: FunctionComponent<P>) => void }

const again = 3000

export function lazily<P extends object>(load: () => Promise<FunctionComponent<P>>, meanwhile: () => ComponentChild = opening): Piece<P> {
  let Ready: FunctionComponent<P> | null = null
  const Later = (props: P) => {
    const [, draw] = useState(false)
    useEffect(() => {
      if (Ready) return
      let timer = 0
      // A first visit that loses its signal before the worker is ready, or a wall whose server dies as it opens, misses a piece: it is
      // asked for again, and at once when the signal returns.
      const fetchIt = () => {
        clearTimeout(timer)
        load().then((screen) => {
          Ready = screen
          removeEventListener("online", fetchIt)
          draw(true)
        }, () => (timer = window.setTimeout(fetchIt, again)))
      }
      addEventListener("online", fetchIt)
      fetchIt()
      return () => {
        clearTimeout(timer)
        removeEventListener("online", fetchIt)
      }
    }, [])
    return Ready ? <Ready {...props} /> : meanwhile()
  }
  return Object.assign(Later, { ready: (screen: FunctionComponent<P>) => void (Ready = screen) })
}

/** The frame, so that nothing jumps while something is fetched. */
export const opening = () => (
  <Screen title={t("appName")}>
    <Loading label={t("loading")} />
  </Screen>
)

/** For what opens above a screen that stands already. */
export const nothing = () => null
