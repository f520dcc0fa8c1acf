import type { ComponentChildren } from "preact"
import { Icon, type IconName } from "./Icon"

export type ButtonKind = "main" | "half" | "link" | "danger"
type Props = {
  kind: ButtonKind
  onClick?: (event: MouseEvent) => void
  disabled?: boolean
  icon?: IconName
  submit?: boolean
  children: ComponentChildren
}

/** A verb on a button. At most one `main` stands on a screen; where nothing is needed, none. */
export function Button({ kind, onClick, disabled, icon, submit, children }: Props) {
  return (
    <button type={submit ? "submit" : "button"} class={`button ${kind}`} onClick={onClick} disabled={disabled}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  )
}

/** Looks like a button, is a link: telephone numbers and pages. */
export function LinkButton({ kind, href, icon, children }: { kind: ButtonKind; href: string; icon?: IconName; children: ComponentChildren }) {
  return (
    <a class={`button ${kind}`} href={href}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </a>
  )
}
