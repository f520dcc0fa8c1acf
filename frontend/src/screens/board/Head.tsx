import type { ComponentChildren } from "preact"
import { t } from "../../words/wide"
import { Icon } from "../../ui/Icon"
import { Hour } from "../wide/Now"

type Props = { title: string; badge?: string | false; onBadge?: () => void; skew: number; zone: string; onMenu: () => void; children: ComponentChildren }

/** Where one is, what holds for the whole board, and the server's hour. */
export function Head({ title, badge, onBadge, skew, zone, onMenu, children }: Props) {
  return (
    <header class="boardhead">
      <div>
        <h1>{title}</h1>
        <p>{children}</p>
      </div>
      {badge && (onBadge ? <button type="button" class="badge" onClick={onBadge}>{badge}</button> : <p class="badge">{badge}</p>)}
      <button type="button" class="round" aria-label={t("menu")} onClick={onMenu}><Icon name="menu" /></button>
      <Hour skew={skew} zone={zone} />
    </header>
  )
}
