// How screens reach the phone they stand in.
import { createContext } from "preact"
import { useContext } from "preact/hooks"
import { place, plateLines } from "../../core/area"
import { t } from "../../core/i18n"
import type { Phone, View } from "./phone"
import { useNow, useSignal } from "./signal"
import { Drum } from "../../ui/Drum"
import { moment } from "./text"

export const PhoneContext = createContext<Phone | null>(null)

export function usePhone(): { phone: Phone; view: View } {
  const phone = useContext(PhoneContext)
  if (!phone) throw new Error("a screen outside its phone")
  return { phone, view: useSignal(phone.view) }
}

/** The town's time, moving by steps. */
export function useTown(step = 1000): number {
  return useNow(step) + usePhone().view.drift
}

/** Cloth and plate of where this person lives or serves. */
export function homeOf(view: View): { lurik: { rw: number | null; rt: number | null }; plate: string[] } {
  const { rw, rt } = place(view.account.household ?? view.area)
  return { lurik: { rw, rt }, plate: plateLines(view.account.household ?? view.area) }
}

/** The truth about the line, in a glyph and words; never green for a page that is merely open. */
export function Connection({ view, now }: { view: View; now: number }) {
  const time = view.asOf ? moment(view.asOf, now, view.zone) : "–"
  const line = view.live?.line
  if (!view.online) return <Said step="unsent" word={t("noSignal", { time })} />
  if (line === "live" && view.live?.degraded) return <Said step="read" word={t("partly", { time: moment(now, now, view.zone) })} />
  if (line === "live") return <Said step="done" word={t("connected", { time: moment(now, now, view.zone) })} />
  return <Said step="unsent" word={t(line === "connecting" ? "connecting" : "lastNews", { time })} />
}

const Said = ({ step, word }: { step: "unsent" | "read" | "done"; word: string }) => (
  <>
    <Drum step={step} /> {word}
  </>
)
