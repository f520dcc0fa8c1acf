import { t, type Word } from "../../words/desk"
import type { Drawers, Group } from "./groups"

export type Drawer = Group | "untouched"

export const groupWord: Record<Drawer, Word> = {
  queue: "groupQueue", mine: "groupMine", round: "groupRound", silent: "groupSilent", untouched: "groupUntouched",
  asked: "groupAsked", others: "groupOthers", done: "groupDone",
}

type Props = { shown: readonly Drawer[]; counts: Partial<Record<Drawer, number | null>>; chosen: Drawer; onChoose: (drawer: Drawer) => void; onMenu: () => void }

/** What lies in each drawer that has a number; what is only looked up now and then has none. */
export function countsOf(drawers: Drawers, untouched: number | null): Props["counts"] {
  const { done: _, ...open } = drawers
  return { ...Object.fromEntries(Object.entries(open).map(([name, list]) => [name, list.length])), untouched }
}

/** The drawers of the desk with how much lies in each. */
export function Rail({ shown, counts, chosen, onChoose, onMenu }: Props) {
  return (
    <nav class="rail" aria-label={t("desk")}>
      {shown.map((drawer) => (
        <button key={drawer} type="button" class={drawer === chosen ? "on" : counts[drawer] === 0 ? "bare" : undefined} aria-current={drawer === chosen ? "page" : undefined} onClick={() => onChoose(drawer)}>
          <span>{t(groupWord[drawer])}</span>
          {typeof counts[drawer] === "number" && <b>{counts[drawer]}</b>}
        </button>
      ))}
      <hr />
      <a href="/papan">{t("toBoard")}</a>
      <button type="button" onClick={onMenu}>{t("menu")}</button>
    </nav>
  )
}
