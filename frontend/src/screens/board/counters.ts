// What a wall counts in the whole area: of aid, and of households whose news did not come and are asked for, rung by rung.
import type { Board } from "../../core/wire"
import { t } from "../../words/wall"
import { sum } from "./blocks"
import type { Counted } from "./Side"

export function countersOf(board: Board): Counted[] {
  const aid = (...states: string[]) => sum(board.tallies, board.area, "aid", states)
  return [
    { figure: aid("filed"), words: t("countAsked") },
    { figure: aid("verified", "claimed", "dispatched", "disputed"), words: t("countOpen") },
    { figure: board.cases.filter((one) => one.level !== null && one.due_for === "climb").length, words: t("countNoNews") },
    { figure: aid("handed_over", "unconfirmed"), words: t("countSilent") },
  ]
}
