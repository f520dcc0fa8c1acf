// Aid, opened: what was done, by whom, and what is still to come.
import { t } from "../../words/pages"
import type { Story } from "../story"

export const story: Story = {
  titled: ["need", "people"],
  labels: { answer: () => t("aidAnswer"), reason: () => t("aidReason") },
  skip: (name, value) => name === "reason" && value === "lainnya",
  codes: [{ field: "hand_over_code", title: () => t("codeTitle"), use: () => [t("codeGive"), t("codeNever")] }],
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
  hint: () => t("fileHint"),
  ahead: (state) => {
    const next = { filed: "aidAheadVerify", verified: "aidAheadBring", claimed: "aidAheadDeliver", disputed: "aidAheadBring" } as const
    const after = ["dispatched", "handed_over", "unconfirmed"]
    if (state in next) return [t(next[state as keyof typeof next]), t("aidAheadReceive")]
    return after.includes(state) ? [t("aidAheadReceive")] : []
  },
}
