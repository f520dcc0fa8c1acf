// Aid on a phone: somebody needs something, a head verifies, someone brings it, the household's word closes it.
import { t } from "../../core/i18n"
import { optionTitle } from "../../core/schema"
import type { Face } from "../face"

export const face: Face = {
  petals: { request: { icon: "help", word: () => t("aidPetal") } },
  title(service, data) {
    const need = optionTitle(service.moves.find((move) => move.opens)?.schema, "need", data["need"])
    return need && typeof data["people"] === "number" ? t("aidTitle", { need, n: data["people"] }) : need
  },
  titled: ["need", "people"],
  labels: { answer: () => t("aidAnswer"), reason: () => t("aidReason") },
  held: ["claimed", "dispatched", "handed_over", "unconfirmed"],
  skip: (name, value) => name === "reason" && value === "lainnya",
  step: {
    filed: "sent",
    verified: "sent",
    claimed: "read",
    dispatched: "read",
    handed_over: "read",
    unconfirmed: "read",
    disputed: "read",
    closed: "done",
    returned: "struck",
    declined: "struck",
    cancelled: "struck",
  },
  order: ["verify", "confirm", "amend", "dispatch", "hand_over", "claim", "return", "dispute", "witness", "reopen", "release", "cancel", "decline"],
  quiet: ["return", "decline", "dispute", "release", "cancel", "reopen"],
  past: (type, by) => {
    switch (type) {
      case "request":
        return t("aidRequest")
      case "verify":
        return t("aidVerify", { by })
      case "claim":
      case "assign":
        return t("aidClaim", { by })
      case "dispatch":
        return t("aidDispatch")
      case "hand_over":
        return t("aidHandOver")
      case "confirm":
        return t("aidConfirm")
      case "witness":
        return t("aidWitness")
      case "dispute":
        return t("aidDispute")
      default:
        return ""
    }
  },
  after: (move) => (move === "verify" ? t("aidAfterVerify") : move === "return" ? t("aidAfterReturn") : ""),
  ahead: (state) => {
    const next = { filed: "aidAheadVerify", verified: "aidAheadBring", claimed: "aidAheadDeliver", disputed: "aidAheadBring" } as const
    const after = ["dispatched", "handed_over", "unconfirmed"]
    if (state in next) return [t(next[state as keyof typeof next]), t("aidAheadReceive")]
    return after.includes(state) ? [t("aidAheadReceive")] : []
  },
}
