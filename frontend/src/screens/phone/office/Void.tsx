// A sheet that was lost: the codes of this RT's houses are voided, all at once, from whichever phone its head has.
import { useState } from "preact/hooks"
import { farDate } from "../../../core/dates"
import { currentLanguage } from "../../../core/i18n"
import { Problem } from "../../../core/problem"
import type { Invite } from "../../../core/wire"
import { Button } from "../../../ui/Button"
import { Sheet } from "../../../ui/Sheet"
import { t } from "../../../words/office"
import { usePhone } from "../context"
import { voidAll } from "./slips"

export function Void({ codes, onGone }: { codes: readonly Invite[]; onGone: () => void }) {
  const { phone, view } = usePhone()
  const [asking, ask] = useState(false)
  const [left, setLeft] = useState<number | null>(null)
  const [trouble, setTrouble] = useState("")
  const last = codes.map(({ until }) => until).sort().at(-1)!
  const begin = async () => {
    ask(false)
    setTrouble("")
    setLeft(codes.length)
    await voidAll(phone.api, codes, () => setLeft((n) => (n ?? 1) - 1)).catch((problem: unknown) => setTrouble(problem instanceof Problem ? problem.refusal.detail : t("signInUnreachable")))
    setLeft(null)
    onGone()
  }
  return (
    <section class="card">
      <p><b>{t("voidCount", { n: codes.length, until: farDate(last, currentLanguage(), view.zone) })}</b></p>
      <p class="note" role="status">{left === null ? trouble || t("voidHint") : t("voidLeft", { n: left })}</p>
      <Button kind="half" disabled={left !== null || !view.online} onClick={() => ask(true)}>{t("voidDo")}</Button>
      {asking && (
        <Sheet title={t("voidAsk", { n: codes.length })} hint={t("voidAskHint")} leave={t("voidLeave")} open onClose={() => ask(false)}>
          <Button kind="danger" onClick={() => void begin()}>{t("voidDo")}</Button>
        </Sheet>
      )}
    </section>
  )
}
