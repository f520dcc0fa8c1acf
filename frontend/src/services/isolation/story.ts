// Isolation, opened: how somebody is, whose turn it is, and the danger sign that never waits for a network.
import { dayOf } from "../../core/time"
import { triage, type Colour } from "../../core/triage"
import type { Facts } from "../../core/wire"
import { t, type Word } from "../../words/pages"
import type { Mark, Story } from "../story"
import { measuresOf, measuresSaid, redSign } from "./measures"
import { cells, slotOf } from "./news"

const tells = ["report", "amend", "check_in"]

const shapes: Record<Colour, Omit<Mark, "word"> & { word: Word }> = {
  red: { shape: "octagon", word: "triageRed", rank: 1 },
  orange: { shape: "triangle", word: "triageOrange", rank: 2 },
  yellow: { shape: "diamond", word: "triageYellow", rank: 3 },
  green: { shape: "leaf", word: "triageGreen", rank: 4 },
}

const athome = ["isolating", "release_proposed"]

/** A window went by without news, and nobody has said yet that they see to it. */
const isSilent = ({ state, level, due_for }: Pick<Facts, "state" | "level" | "due_for">): boolean => athome.includes(state) && (level !== null || due_for === "climb")

const shapeOf = (colour: unknown) => (typeof colour === "string" && colour in shapes ? shapes[colour as Colour] : null)

export const story: Story = {
  titled: ["who"],
  labels: {
    triage: () => t("illTriage"),
    last: () => t("illLast"),
    last_check_in: () => t("illLastAt"),
    since: () => t("illSince"),
    day: () => t("illDay"),
    release_on: () => t("illReleaseOn"),
    place_advice: () => t("illPlace"),
    place_reasons: () => t("illPlaceWhy"),
    answer: () => t("aidAnswer"),
    reason: () => t("aidReason"),
  },
  say: (name, value, data) => {
    if (name === "day") return t("illDayOf", { n: String(value), of: String(data["days"] ?? "") })
    if (name === "last") return measuresSaid(value)
    if (name === "place_advice") return t(value === "central" ? "illCentral" : "illHome")
    const shape = name === "triage" && shapeOf(value)
    return shape ? t(shape.word) : undefined
  },
  skip: (name, value) => (name === "reason" && value === "lainnya") || name === "symptoms",
  order: ["verify", "check_in", "start", "release", "amend", "acknowledge", "keep", "result", "back_refer", "return", "refer", "propose_release", "cancel", "decline"],
  quiet: ["return", "decline", "cancel", "refer", "propose_release", "result", "back_refer"],
  past: (type, by) => {
    const words: Record<string, Word> = { report: "illReport", tell: "illTold", start: "illStart", check_in: "illNews", miss: "illMiss", refer: "illRefer", release: "illReleased" }
    const word = words[type]
    return type === "verify" ? t("illVerify", { by }) : word ? t(word) : ""
  },
  idle: (move, facts) => move === "acknowledge" && !isSilent(facts),
  main: ({ state, data, ...facts }, offered) => {
    if (!athome.includes(state)) return undefined
    // News is the family's; the puskesmas looks after a silence, then after a red sign, and else need do nothing now.
    const wish = isSilent({ state, ...facts }) ? "acknowledge" : offered("result") ? (data["triage"] === "red" ? "refer" : "") : "check_in"
    return state === "release_proposed" && offered("release") ? "release" : wish
  },
  brief: ({ triage: colour, last }, facts) => {
    const shape = shapeOf(colour)
    const how = [shape && t(shape.word), measuresSaid(last)].filter(Boolean).join(": ")
    return [isSilent(facts) && t("illMiss"), how].filter(Boolean).join(". ")
  },
  after: (move) => (move === "verify" ? t("illAfterVerify") : move === "return" ? t("aidAfterReturn") : ""),
  ahead: (state) => {
    const steps: Word[] = ["illAheadVerify", "illAheadStart", "illAheadRelease"]
    const at = ["filed", "verified", "isolating"].indexOf(state === "release_proposed" || state === "referred" ? "isolating" : state)
    return at < 0 ? [] : steps.slice(at).map((word) => t(word))
  },
  codes: [{ field: "finished_code", title: () => t("illCode"), use: () => [t("illCodeUse")] }],
  places: { check_in: "kabar" },
  alarm: (move, told, before, now, zone) => {
    if (!tells.includes(move)) return null
    const measures = measuresOf(told, before, now, zone)
    if (triage(measures) !== "red") return null
    return { who: String(told["who"] ?? before["who"] ?? ""), measure: redSign(measures) }
  },
  glance: ({ case: { data }, timeline }, now, zone) => {
    const [day, days] = [data["day"], data["days"]]
    const from = data["from"]
    if (typeof from !== "string" || typeof day !== "number" || typeof days !== "number" || days < 1) return null
    const all = cells(from, Math.max(days, day), timeline.filter(({ type }) => type === "check_in").map(({ at }) => slotOf(Date.parse(at), zone)), dayOf(now, zone))
    const given = all.reduce((n, cell) => n + Number(cell.morning) + Number(cell.evening), 0)
    return { title: t("illLastAt"), said: t("newsCells", { n: day, of: days, given }), cells: all }
  },
  mark: (facts, data) => {
    const shape = shapeOf(data?.["triage"])
    const silent = isSilent(facts)
    if (!shape && !silent) return null
    const rank = silent ? 0 : shape!.rank
    return { shape: shape?.shape ?? "cut", word: shape ? t(shape.word) : t("illMiss"), rank, ...(silent && shape ? { note: t("illMiss") } : {}) }
  },
}
