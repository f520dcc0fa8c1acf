// An arrival, opened: who has come from where, until when they are watched, and what a family says of them.
import { t } from "../../words/pages"
import type { Story } from "../story"

const watched = ["watching", "watching_outside"]
const here = [...watched, "staying", "staying_outside", "in_transit"]

export const story: Story = {
  titled: ["kind", "people"],
  labels: { sick: () => t("illTriage"), news_on: () => t("illLastAt"), watch_until: () => t("guestWatched"), told: () => t("guestTold"), answer: () => t("aidAnswer"), reason: () => t("aidReason") },
  say: (name, value) => (name === "sick" ? t("illPetal") : name === "told" ? t(value === "in_time" ? "guestInTime" : "guestThanks") : undefined),
  skip: (name, value) => (name === "reason" && value === "lainnya") || name === "days",
  order: ["verify", "well", "symptoms", "amend", "extend", "watch", "clear", "leave"],
  quiet: ["return", "decline", "cancel", "leave", "clear"],
  idle: (move, { state }) => move === "well" && !watched.includes(state),
  main: ({ state }, offered) => {
    if (!here.includes(state) && state !== "settled") return undefined
    return watched.includes(state) && !offered("clear") ? "well" : ""
  },
  brief: ({ from }) => (from ? t("guestFrom", { from: String(from) }) : ""),
  past: (type, by) => (type === "verify" ? t("illVerify", { by }) : type === "register" || type === "amend" ? t("sent") : ""),
  after: (move) => (move === "verify" ? t("guestAfter") : move === "return" ? t("aidAfterReturn") : ""),
  ahead: (state) => (state === "filed" ? [t("guestVerify")] : []),
  alarm: (move, told) => (move === "symptoms" && (told["danger"] || told["breathless"]) ? { who: "", measure: t(told["danger"] ? "dangerSign" : "breathless") } : null),
}
