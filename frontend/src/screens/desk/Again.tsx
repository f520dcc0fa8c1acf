// The session ended while somebody worked: the secret is asked for here, and what lies open stays as it was.
import { useEffect, useState } from "preact/hooks"
import { Problem } from "../../core/problem"
import { Icon } from "../../ui/Icon"
import { Sheet } from "../../ui/Sheet"
import { t, type Word } from "../../words/desk"
import { Plain } from "../signin/Plain"
import { answerSignedOut } from "../wide/signedOut"
import type { Office } from "../wide/start"

export function Again({ office, onBack }: { office: Office; onBack: () => void }) {
  const [away, setAway] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Word | null>(null)
  useEffect(() => answerSignedOut(() => setAway(true)), [])
  const enter = async (secret: string) => {
    setBusy(true)
    setTrouble(null)
    try {
      const account = await office.api.signIn(office.account.login, secret)
      if (account.id !== office.account.id) return setTrouble("sessionOther")
      setAway(false)
      onBack()
    } catch (problem) {
      setTrouble(!(problem instanceof Problem) ? "signInUnreachable" : problem.refusal.status === 429 ? "signInBusy" : "signInRefused")
    } finally {
      setBusy(false)
    }
  }
  return (
    <Sheet title={t("sessionEnded")} hint={t("sessionKept")} leave={t("close")} open={away} onClose={() => setAway(false)}>
      {trouble && <p class="why" role="alert"><Icon name="alert" size="1.25em" /><span>{t(trouble)}</span></p>}
      <p><b>{office.account.name}</b> <span class="note">{office.account.login}</span></p>
      <Plain lines={[{ name: "again", label: t("secret"), secret: true, complete: "current-password" }]} submit={t("signIn")} busy={busy} onEnter={({ again = "" }) => void enter(again)} />
    </Sheet>
  )
}
