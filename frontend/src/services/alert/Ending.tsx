// How it ended, with its hour and thanks: calm is paper again, and doro muluk stands on it.
import { Button } from "../../ui/Button"
import { usePhone } from "../../screens/phone/context"
import { hour } from "../../screens/phone/text"
import { t } from "../../words/alert"
import { Full } from "./Full"
import type { Ended } from "./ring"
import { Strokes } from "./Strokes"
import { calmStrokes, kindCall, whereWord } from "./words"

export function Ending({ end, onRead }: { end: Ended; onRead: () => void }) {
  const { view } = usePhone()
  const time = hour(end.at, view.zone)
  return (
    <Full tone="calm" titled="alarm-end" onLeave={onRead}>
      {end.calm && <Strokes strokes={calmStrokes} />}
      <h1 id="alarm-end" tabIndex={-1}>{t(end.calm ? "calmTitle" : "falseTitle", { time })}</h1>
      <p class="act">{t(end.calm ? "calmThanks" : "falseThanks")}</p>
      <p>{t("calmOf", { kind: kindCall(end.told.kind), place: whereWord(end.area, view.account.household ?? view.area) })}</p>
      <div class="answers"><Button kind="main" onClick={onRead}>{t("closeNotice")}</Button></div>
    </Full>
  )
}
