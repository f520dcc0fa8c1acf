// What a service lays over every screen of a phone while a case of it is told to everybody. Found by its folder, fetched once the
// home stands, so that it is there at the moment it is needed.
import type { FunctionComponent } from "preact"

export type OverParts = {
  /** Stands above everything, or draws nothing. */
  Over: FunctionComponent
  /** What is left on a home of a case that no longer stands above it. */
  Card: FunctionComponent
}

const found = import.meta.glob<OverParts>("./*/over.tsx")

export const overs = Object.entries(found).map(([path, load]) => ({ service: path.split("/")[1]!, load }))
