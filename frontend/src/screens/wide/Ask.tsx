// A move that asks something, in a sheet. Refused, it keeps what was typed and says why at the field.
import { useState } from "preact/hooks"
import type { Offer } from "../../core/wire"
import { Form } from "../../ui/Form"
import type { Errors, Values } from "../../ui/formCheck"
import { Icon } from "../../ui/Icon"
import { Sheet } from "../../ui/Sheet"
import { t } from "../../words/wide"
import type { Outcome } from "./act"

type AskProps = { offer: Offer; busy: boolean; outcome: Outcome | null; onClose: () => void; onSend: (body: Values) => void }

export function Ask({ offer, busy, outcome, onClose, onSend }: AskProps) {
  const [value, change] = useState<Values>({})
  const problem = outcome?.kind === "refused" ? outcome.problem : null
  const errors: Errors = Object.fromEntries(problem?.refusal.fields.map((one) => [one.field, one.message]) ?? [])
  const said = outcome?.kind === "unknown" ? t("unknownOutcome") : problem && !problem.signedOut && problem.refusal.fields.length === 0 ? problem.message : ""
  return (
    <Sheet title={offer.title} open onClose={onClose}>
      {/* Above the button, where one has just pressed: at the head of a long form nobody would see it. */}
      <Form schema={offer.schema} value={value} errors={errors} busy={busy} onChange={change} onSubmit={onSend} submitLabel={offer.title}
        foot={said && <p class="why" role="alert"><Icon name="alert" /><span>{said}</span></p>} />
    </Sheet>
  )
}
