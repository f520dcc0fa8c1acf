// An arrival in a list: somebody comes to a house, a head says so, and where a rule asks it the first days are watched.
import { t } from "../../core/i18n"
import { optionTitle } from "../../core/options"
import type { Face } from "../face"

export const face: Face = {
  petals: { register: { icon: "guest", word: () => t("guestPetal") } },
  title(service, { kind, people }) {
    const who = optionTitle(service.moves.find((move) => move.opens)?.schema, "kind", kind)
    return who && typeof people === "number" ? t("aidTitle", { need: who, n: people }) : who
  },
  asks: ["watching", "watching_outside"],
  step: { watching: "read", watching_outside: "read", staying: "read", staying_outside: "read", in_transit: "read", returned: "struck", declined: "struck", cancelled: "struck" },
}
