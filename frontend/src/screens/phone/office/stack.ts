// A stack of paper forms: what was said once for all of it, the sheet being typed, and which of the queue's entries are its sheets.
import type { Entry } from "../../../core/outbox"
import type { Values } from "../../../ui/formCheck"

/** Said once: which form, which RT, and how the households agreed. `typing` once it was begun. */
export type Stack = { id: string; filing: string; rt: string; consent: string; typing: boolean }

/** The sheet on the table; `mending` names the one that is being put right. */
export type Draft = { house: string | null; value: Values; mending: string | null }

export const blank: Draft = { house: null, value: {}, mending: null }

/** Newest first: the one that was just typed is the one that is looked for. */
export const sheetsOf = (queue: readonly Entry[], stack: Stack): Entry[] => queue.filter((entry) => entry.stack === stack.id).reverse()

/** What of a body the form draws. */
export function valueOf({ body }: Entry): Values {
  const { area: _, household: __, on_behalf: ___, ...value } = body
  return value
}

export const counted = (sheets: readonly Entry[]): { n: number; sent: number } => ({ n: sheets.length, sent: sheets.filter(({ state }) => state === "sent").length })
