// Asked once for a whole stack: which form, for which RT, and how the families agreed.
import { useState } from "preact/hooks"
import { placeName } from "../../../core/area"
import { Button } from "../../../ui/Button"
import { Screen } from "../../../ui/Screen"
import { t } from "../../../words/office"
import { Choose } from "./Choose"
import type { Filing } from "./filings"
import { consents } from "./consents"
import type { Stack } from "./stack"

type Props = { frame: Omit<Parameters<typeof Screen>[0], "children">; stack: Stack | null; rts: readonly string[]; found: readonly Filing[]; onBegin: (stack: Stack) => void }

export function Before({ frame, stack, rts, found, onBegin }: Props) {
  const [rt, setRt] = useState(stack && rts.includes(stack.rt) ? stack.rt : rts[0]!)
  const [filing, setFiling] = useState(stack?.filing ?? found[0]!.id)
  const [consent, setConsent] = useState(stack?.consent ?? consents[0][0])
  const begin = () => onBegin({ id: stack?.id ?? String(Date.now()), rt, filing, consent, typing: true })
  return (
    <Screen {...frame} bar={<Button kind="main" onClick={begin}>{t(stack ? "paperGoOn" : "paperBegin")}</Button>}>
      <p>{t("paperText")}</p>
      {rts.length > 1 && <Choose long label={t("formsRt")} options={rts.map((area) => ({ id: area, title: placeName(area) }))} chosen={rt} onChoose={setRt} />}
      <Choose label={t("formsWhich")} options={found.map(({ id, title }) => ({ id, title }))} chosen={filing} onChoose={setFiling} />
      <Choose label={t("agreedBy")} options={consents.map(([id, word]) => ({ id, title: t(word) }))} chosen={consent} onChoose={setConsent} />
      <p class="note">{t("paperOnce")}</p>
    </Screen>
  )
}
