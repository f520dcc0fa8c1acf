// A sheet from below with one question. It is the browser's own dialog: Escape and the back key close it, focus goes back by itself.
import type { ComponentChildren } from "preact"
import { useEffect, useId, useRef } from "preact/hooks"
import { t } from "../words/pages"
import { Button } from "./Button"

/** `leave` is what the last word says where nothing was begun that could be called off. */
type Props = { title: string; hint?: string; leave?: string; open: boolean; onClose: () => void; children?: ComponentChildren }

export function Sheet({ title, hint, leave, open, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const name = useId()
  useEffect(() => {
    const it = dialog.current
    if (open && it && !it.open) it.showModal()
  }, [open])
  if (!open) return null
  return (
    <dialog ref={dialog} {...(title ? { "aria-labelledby": name } : { "aria-label": t("details") })} onClose={onClose}
      onClick={(event) => { if (event.target === dialog.current) dialog.current?.close() }}>
      {title && <h1 id={name}>{title}</h1>}
      {hint && <p class="note">{hint}</p>}
      {children}
      <Button kind="link" onClick={() => dialog.current?.close()}>{leave ?? t("cancel")}</Button>
    </dialog>
  )
}

/** One answer in a sheet: 56 px, at the left edge where the eye begins. */
export function Option({ children, onClick }: { children: ComponentChildren; onClick: () => void }) {
  return <button type="button" class="button option" onClick={onClick}><span>{children}</span></button>
}
