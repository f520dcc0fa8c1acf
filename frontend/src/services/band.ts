// What a service lays over a board or above a desk's queue while a case of it is told to everybody. Found by its folder, fetched with the first such case.
import type { ComponentChildren, FunctionComponent } from "preact"
import type { Live } from "../core/live"
import type { Board } from "../core/wire"
import type { Office } from "../screens/wide/start"

export type BandProps = { office: Office; board: Board; live: Live; skew: number; provenAt: number; onMenu: () => void }

export type BandParts = {
  /** In place of a whole board; draws what it is given where nothing is told. */
  Wall: FunctionComponent<BandProps & { children: ComponentChildren }>
  /** Above the queue of a desk. */
  Strip: FunctionComponent<Omit<BandProps, "onMenu" | "provenAt">>
}

const found = import.meta.glob<BandParts>("./*/band.tsx")

export const bands = Object.entries(found).map(([path, load]) => ({ service: path.split("/")[1]!, load }))
