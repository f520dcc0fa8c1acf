// A watched house: how is everybody today.
import { t } from "../../words/arrival"
import type { Asked } from "../asked"
import { face } from "./face"
import type { CaseDetail } from "../../core/wire"

export function asked({ state, data }: CaseDetail): Asked | null {
  const from = data["watch_from"]
  if (!face.asks?.includes(state) || typeof from !== "string") return null
  return {
    title: t("arriveAsk"),
    given: t("arriveAsked"),
    from,
    days: Number(data["days"] ?? 0),
    moves: ["well", "symptoms"],
    day: (n, of) => t("arriveDay", { n, of }),
    ends: (day) => t("arriveEnds", { day }),
    cells: (n, of, given) => t("arriveCells", { n, of, given }),
  }
}
