// The frame of every step: where one is among them, what is asked, and one thing to do. On a wide screen all steps stand at the left.
import type { ComponentChildren } from "preact"
import { chooseLanguage } from "../../browser"
import { currentLanguage } from "../../core/i18n"
import { Problem } from "../../core/problem"
import { Button } from "../../ui/Button"
import { Drum } from "../../ui/Drum"
import { Screen } from "../../ui/Screen"
import { t, type Word } from "../../words/setup"
import "../phone/screens.css"
import "./setup.css"

export const steps = ["kelurahan", "lurah", "rt", "ketua", "petugas", "cetak"] as const
export type Step = (typeof steps)[number]

const names: Record<Step, Word> = { kelurahan: "stepHome", lurah: "stepLurah", rt: "stepPlaces", ketua: "stepHeads", petugas: "stepStaff", cetak: "stepPaper" }

type Props = {
  title: string
  /** Which kelurahan, once that is known. */
  of?: string | undefined
  step: Step
  done: readonly Step[]
  /** Where one may go from here. */
  open: readonly Step[]
  back?: () => void
  bar: ComponentChildren
  /** What the button of the bar does, for who presses Enter in a line; nothing while it may not be pressed. */
  onEnter?: (() => void) | false
  children: ComponentChildren
}

export function Frame({ title, of, step, done, open, back, bar, onEnter, children }: Props) {
  const at = steps.indexOf(step)
  const speak = () => {
    chooseLanguage(currentLanguage() === "id" ? "en" : "id")
    location.reload()
  }
  return (
    <div class="setup">
      <Screen title={title} note={[t("setupStep", { n: at + 1, of: steps.length }), of].filter(Boolean).join(" · ")} {...(back && { back })} bar={bar}
        tools={<Button kind="link" onClick={speak}>{t("setupOther")}</Button>}>
        <nav class="steps" aria-label={t("setupSteps")}>
          <ol class="line">
            {steps.map((one, i) => {
              const is = one === step ? "now" : done.includes(one) ? "past" : "next"
              return (
                <li key={one} class={is} aria-current={is === "now" ? "step" : undefined}>
                  <Drum step={done.includes(one) ? "done" : is === "now" ? "stored" : "unsent"} tone={is} />
                  {open.includes(one) && is !== "now" ? <a href={"#siap/" + one}>{i + 1}. {t(names[one])}</a> : <span>{i + 1}. {t(names[one])}</span>}
                  {done.includes(one) && <span class="unseen">{t("setupDone")}</span>}
                </li>
              )
            })}
          </ol>
        </nav>
        <form class="step" noValidate onSubmit={(event) => { event.preventDefault(); if (onEnter) onEnter() }}>
          {children}
          <button type="submit" hidden />
        </form>
      </Screen>
    </div>
  )
}

/** What the server said, in its words; without an answer, that there was none. */
export const said = (problem: unknown): string => (problem instanceof Problem ? problem.refusal.detail : t("signInUnreachable"))

/** What it said of one field. */
export const saidOf = (problem: unknown, field: string): string | undefined => (problem instanceof Problem ? problem.refusal.fields.find((one) => one.field === field)?.message : undefined)
