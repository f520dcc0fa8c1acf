import { t, type Word } from "../../words/wide"
import { groups, type Drawers, type Group } from "./groups"

export const groupWord: Record<Group, Word> = { queue: "groupQueue", mine: "groupMine", asked: "groupAsked", others: "groupOthers", done: "groupDone" }

type Props = { drawers: Drawers; chosen: Group; onChoose: (group: Group) => void; onMenu: () => void }

/** The drawers of the desk with how much lies in each. */
export function Rail({ drawers, chosen, onChoose, onMenu }: Props) {
  return (
    <nav class="rail" aria-label={t("desk")}>
      {groups.map((group) => (
        <button key={group} type="button" class={group === chosen ? "on" : undefined} aria-current={group === chosen ? "page" : undefined} onClick={() => onChoose(group)}>
          <span>{t(groupWord[group])}</span>
          {group !== "done" && <b>{drawers[group].length}</b>}
        </button>
      ))}
      <hr />
      <a href="/papan">{t("toBoard")}</a>
      <button type="button" onClick={onMenu}>{t("menu")}</button>
    </nav>
  )
}
