// The stack lies in the phone's memory, every letter of it: an app that was closed in the middle goes on where it was.
import { useEffect, useState } from "preact/hooks"
import { keep, recall, type Store } from "../../../core/store"
import { blank, type Draft, type Stack } from "./stack"

const stackName = "stack"
const draftName = "draft/stack"

export type Table = { stack: Stack | null; draft: Draft; known: boolean; begin: (stack: Stack) => void; write: (draft: Draft | null) => void; end: () => void }

export function useStack(store: Store): Table {
  const [stack, setStack] = useState<Stack | null>(null)
  const [draft, setDraft] = useState<Draft>(blank)
  const [known, setKnown] = useState(false)
  useEffect(() => {
    void Promise.all([recall<Stack>(store, stackName), recall<Draft>(store, draftName)])
      .then(([stack, draft]) => {
        if (stack) setStack(stack.value)
        if (draft) setDraft(draft.value)
      })
      .finally(() => setKnown(true))
  }, [])
  const begin = (next: Stack) => {
    setStack(next)
    void keep(store, stackName, next, Date.now())
  }
  const write = (next: Draft | null) => {
    setDraft(next ?? blank)
    void keep(store, draftName, next ?? blank, Date.now())
  }
  const end = () => {
    setStack(null)
    setDraft(blank)
    for (const name of [stackName, draftName]) void store.remove("kept", name).catch(() => undefined)
  }
  return { stack, draft, known, begin, write, end }
}
