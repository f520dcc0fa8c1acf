// Aid in a list: somebody needs something, a head verifies, someone brings it, the household's word closes it.
import { t } from "../../core/i18n"
import { optionTitle } from "../../core/options"
import type { Face } from "../face"

export const face: Face = {
  petals: { request: { icon: "help", word: () => t("aidPetal") } },
  title(service, data) {
    const need = optionTitle(service.moves.find((move) => move.opens)?.schema, "need", data["need"])
    return need && typeof data["people"] === "number" ? t("aidTitle", { need, n: data["people"] }) : need
  },
  held: ["claimed", "dispatched", "handed_over", "unconfirmed"],
  step: {
    claimed: "read",
    dispatched: "read",
    handed_over: "read",
    unconfirmed: "read",
    disputed: "read",
    returned: "struck",
    declined: "struck",
    cancelled: "struck",
  },
}
