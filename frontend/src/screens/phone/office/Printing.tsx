// A screen with the paper it prints. On paper the screen is gone; on the screen the first page stands small, to be seen before it is printed.
import type { ComponentChildren } from "preact"
import "./print.css"

export const Printing = ({ screen, pages }: { screen: ComponentChildren; pages: ComponentChildren }) => (
  <div class="printing">
    {screen}
    <div class="sheets">{pages}</div>
  </div>
)

/** A page as it will be, for eyes: whoever listens hears from the sentence beside it what it is. */
export const Mini = ({ children }: { children: ComponentChildren }) => <div class="mini" aria-hidden="true" inert><div>{children}</div></div>
