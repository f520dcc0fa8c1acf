// One way to show a component: what state it is in, and the component itself in that state.
import type { ComponentChild } from "preact"

export type Example = readonly [state: string, draw: () => ComponentChild]
/** By the component's exported name; a test holds this against what src/ui exports. */
export type Examples = Readonly<Record<string, readonly Example[]>>

export const noop = (): void => undefined
