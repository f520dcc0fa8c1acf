// Pages a service has of its own, behind the place its face names. Found by its folder.
import type { FunctionComponent } from "preact"
import { faces } from "./face"

export type PagesProps = { page: string; id: string }

const found = import.meta.glob<{ Pages: FunctionComponent<PagesProps> }>("./*/pages.tsx")

/** The pages behind a place, of whichever service has it. */
export const pagesAt = (place: string): (() => Promise<FunctionComponent<PagesProps>>) | undefined => {
  const load = found[`./${Object.keys(faces).find((name) => faces[name]?.place === place)}/pages.tsx`]
  return load && (() => load().then(({ Pages }) => Pages))
}
