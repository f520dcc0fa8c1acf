// All of the screen: the browser's own dialog, so that nothing below it can be touched, read or seen.
import type { ComponentChildren } from "preact"
import { useEffect, useRef } from "preact/hooks"

type Props = { tone: "alarm" | "calm"; titled: string; onLeave: () => void; children: ComponentChildren }

export function Full({ tone, titled, onLeave, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const it = dialog.current
    if (it && !it.open) it.showModal()
    it?.querySelector<HTMLElement>("h1")?.focus()
    return () => it?.close()
  }, [])
  return (
    <dialog ref={dialog} class={"full " + tone} role="alertdialog" aria-labelledby={titled} onCancel={(event) => { event.preventDefault(); onLeave() }}>
      {children}
    </dialog>
  )
}
