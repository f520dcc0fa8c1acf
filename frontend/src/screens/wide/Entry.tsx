// The way in for desk and boards: bones while asking, the truth when nobody answers, the screen when all is there.
import type { ComponentChildren } from "preact"
import { useEffect, useState } from "preact/hooks"
import { t } from "../../words/wide"
import { Problem } from "../../core/problem"
import { Button, LinkButton } from "../../ui/Button"
import { Failure, Loading } from "../../ui/Empty"
import { Lurik } from "../../ui/Lurik"
import { openOffice, type Office } from "./start"

export function Entry({ children }: { children: (office: Office) => ComponentChildren }) {
  const [office, set] = useState<Office | null>(null)
  const [problem, fail] = useState<unknown>(null)
  const open = () => {
    fail(null)
    openOffice().then(set, fail)
  }
  useEffect(open, [])
  if (office?.area) return <>{children(office)}</>
  const away = problem instanceof Problem && problem.signedOut
  return (
    <div class="entry">
      <Lurik rw={null} rt={null} />
      {office ? (
        <NoDuty />
      ) : problem && !away ? (
        <Failure title={t("unreachable")}><p>{t("unreachableHint")}</p><Button kind="main" onClick={open}>{t("tryAgain")}</Button></Failure>
      ) : (
        <Loading label={t("opening")} cards={3} />
      )}
    </div>
  )
}

/** Signed in, but not for this: the way home, and no hint of what would be here. */
export const NoDuty = () => (
  <Failure title={t("noDuty")}><p>{t("noDutyHint")}</p><LinkButton kind="half" href="/">{t("toHome")}</LinkButton></Failure>
)
