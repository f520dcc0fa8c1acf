// An arrival, opened: who has come from where, the days that are watched, and what a family says of them.
import { dateWord } from "../../core/dates"
import { currentLanguage } from "../../core/i18n"
import { t, type Word } from "../../words/arrival"
import type { Story } from "../story"

const watched = ["watching", "watching_outside"]
const here = [...watched, "staying", "staying_outside", "in_transit"]

const text = (value: unknown): string => (typeof value === "string" ? value : "")
const day = (value: unknown): string => dateWord(text(value), currentLanguage())

export const story: Story = {
  titled: ["kind", "people"],
  labels: {
    sick: () => t("arriveHow"),
    news_on: () => t("arriveNewsOn"),
    from: () => t("arriveFrom"),
    names: () => t("arriveNames"),
    arrived: () => t("arriveOn"),
    until: () => t("arriveUntil"),
    told: () => t("arriveTold"),
    days: () => t("arriveDays"),
    watch_until: () => t("arriveWatchUntil"),
    answer: () => t("aidAnswer"),
    reason: () => t("aidReason"),
  },
  say: (name, value) => {
    if (name === "sick") return t("arriveIll")
    if (name === "days") return t("arriveDaysOf", { n: String(value) })
    return name === "told" ? t(value === "late" ? "arriveLate" : "arriveInTime") : undefined
  },
  skip: (name, value) => (name === "reason" && value === "lainnya") || (name === "days" && value === 0),
  order: ["verify", "well", "symptoms", "amend", "extend", "watch", "clear", "leave", "return", "cancel", "decline"],
  quiet: ["return", "decline", "cancel", "leave", "clear"],
  idle: (move, { state }) => move === "well" && !watched.includes(state),
  main: ({ state }, offered) => {
    if (!here.includes(state) && state !== "settled") return undefined
    return watched.includes(state) && !offered("clear") ? "well" : ""
  },
  brief: ({ from, arrived, until }) =>
    [from && t("arriveFromShort", { from: text(from) }), arrived && `${t("arriveOn")} ${day(arrived)}`, until && `${t("arriveUntil")} ${day(until)}`].filter(Boolean).join(" · "),
  past: (type, by) => {
    const words: Record<string, Word> = {
      register: "sent", amend: "sent", well: "arriveWell", symptoms: "arriveIllTold", watch: "arriveWatch", end: "arriveEnded", extend: "arriveStays", leave: "arriveLeft",
    }
    const word = words[type]
    return type === "verify" ? t("illVerify", { by }) : word ? t(word) : ""
  },
  after: (move) => (move === "verify" ? t("arriveAfter") : move === "return" ? t("aidAfterReturn") : ""),
  ahead: (state) => {
    if (state === "filed") return [t("arriveAheadVerify")]
    return watched.includes(state) ? [t("arriveAheadWatch")] : here.includes(state) ? [t("arriveAheadLeave")] : []
  },
  hint: () => t("arriveHint"),
  begin: (move, today): Record<string, unknown> => (move === "register" ? { arrived: today } : {}),
  later: { title: () => t("arriveLater"), fields: ["until", "names", "outside", "from_red_zone"] },
  asks: ({ state, data }) => {
    const from = text(data["watch_from"])
    if (!watched.includes(state) || !from) return null
    return {
      title: t("arriveAsk"),
      given: t("arriveAsked"),
      from,
      days: Number(data["days"] ?? 0),
      moves: ["well", "symptoms"],
      day: (n, of) => t("arriveDay", { n, of }),
      ends: (on) => t("arriveEnds", { day: on }),
      cells: (n, of, given) => t("arriveCells", { n, of, given }),
    }
  },
  alarm: (move, told) => {
    if (move !== "symptoms" || !(told["danger"] || told["breathless"])) return null
    return { who: "", measure: t(told["danger"] ? "dangerSign" : "breathless") }
  },
  numbers: () => [
    { word: t("arriveHere"), states: ["watching", "staying"] },
    { word: t("arriveOutside"), states: ["watching_outside", "staying_outside"] },
    { word: t("arriveTransit"), states: ["in_transit"] },
  ],
}
