// Telling of a guest: what a house surely knows stands first, the rest is folded.
import { t } from "../../words/arrival"
import type { FormFace } from "../form"

export const form: FormFace = {
  hint: () => t("guestHint"),
  begin: (move, today) => (move === "register" ? { arrived: today } : {}),
  later: { title: () => t("guestLater"), fields: ["until", "names", "outside", "from_red_zone"] },
}
