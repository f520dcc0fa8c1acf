// One command each, one after the other; what could not be given out says why at its own row and can be tried again.
import { useState } from "preact/hooks"
import type { CaseAnswer } from "../../core/wire"
import { act, type Outcome } from "../wide/act"
import { signedOut } from "../wide/signedOut"
import type { Office } from "../wide/start"

export type Fate = "sending" | "done" | { why: string } | "unknown"

type Hand = { answer: CaseAnswer; move: string; body: Record<string, unknown> }

export function useBatch(office: Office, onActed: (id: string) => Promise<CaseAnswer | undefined>, taken: (answer: CaseAnswer | undefined) => string) {
  const [fates, set] = useState<ReadonlyMap<string, Fate>>(new Map())
  const [busy, setBusy] = useState(false)
  // What got no answer is sent again as the same command, never as a new one.
  const [open, setOpen] = useState<ReadonlyMap<string, () => Promise<Outcome>>>(new Map())
  const tell = (id: string, fate: Fate) => set((before) => new Map(before).set(id, fate))

  async function one({ answer: { case: it }, move, body }: Hand): Promise<boolean> {
    tell(it.id, "sending")
    const again = open.get(it.id)
    const outcome = await (again ? again() : act(office.api, it.service, move, { ...body, case: it.id, version: it.version }))
    setOpen((before) => {
      const next = new Map(before)
      if (outcome.kind === "unknown") next.set(it.id, outcome.again)
      else next.delete(it.id)
      return next
    })
    if (outcome.kind === "refused" && outcome.problem.signedOut) {
      set((before) => new Map([...before].filter(([id]) => id !== it.id)))
      signedOut()
      return false
    }
    if (outcome.kind === "unknown") tell(it.id, "unknown")
    else {
      const now = await onActed(it.id)
      tell(it.id, outcome.kind === "done" ? "done" : { why: taken(now) || outcome.problem.message })
    }
    return true
  }

  return {
    fates,
    busy,
    async send(hands: readonly Hand[]): Promise<void> {
      setBusy(true)
      for (const hand of hands) if (!(await one(hand))) break
      setBusy(false)
    },
  }
}
