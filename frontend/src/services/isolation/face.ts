// Isolation in a list: somebody is ill, a head verifies, the puskesmas begins and ends it, the family sends news twice a day.
import { t } from "../../core/i18n"
import type { Face } from "../face"

export const face: Face = {
  petals: { report: { icon: "ill", word: () => t("illPetal") } },
  title: (_, { who }) => (typeof who === "string" && who ? t("illTitle", { who }) : t("illPetal")),
  daily: ["isolating", "release_proposed"],
  step: { isolating: "read", release_proposed: "read", referred: "read", returned: "struck", declined: "struck", cancelled: "struck" },
}
