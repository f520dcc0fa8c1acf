// Breaking the glass: which RT, why, and in whose words; said before that it is recorded and told.
import { useEffect, useMemo, useState } from "preact/hooks"
import { placeName } from "../../core/area"
import type { AreaEntry, Schema } from "../../core/wire"
import { Form } from "../../ui/Form"
import type { Errors, Values } from "../../ui/formCheck"
import { Icon } from "../../ui/Icon"
import { Sheet } from "../../ui/Sheet"
import { t } from "../../words/wide"
import { moveOf } from "../phone/catalogue"
import { act, type Outcome } from "../wide/act"
import type { Office } from "../wide/start"

export type Named = { area: string; name: string }
type Props = { office: Office; kelurahan: readonly Named[]; onOpened: () => Promise<void>; onClose: () => void }

export function BreakGlass({ office, kelurahan, onOpened, onClose }: Props) {
  const move = moveOf(office.services, "access", "open")
  const [rts, setRts] = useState<readonly AreaEntry[]>([])
  const [value, setValue] = useState<Values>(kelurahan.length === 1 ? { kelurahan: kelurahan[0]!.area } : {})
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const where = value["kelurahan"]
  const schema = useMemo(() => placed(move?.schema, kelurahan, rts), [move, kelurahan, rts])

  useEffect(() => {
    setRts([])
    if (typeof where === "string") void office.api.areas(where, true).then((found) => setRts(found.filter(({ level }) => level === "rt")), () => undefined)
  }, [office, where])

  async function settle(work: Promise<Outcome>): Promise<void> {
    setBusy(true)
    const result = await work
    if (result.kind === "refused" && result.problem.signedOut) return location.assign("/masuk")
    if (result.kind === "done") await onOpened()
    setBusy(false)
    setOutcome(result)
    if (result.kind === "done") onClose()
  }

  const change = ({ area, ...next }: Values) => setValue(next["kelurahan"] === where ? { ...next, area } : next)
  const submit = ({ kelurahan: _, ...body }: Values) => {
    if (body["area"]) void settle(act(office.api, "access", "open", body))
  }
  const problem = outcome?.kind === "refused" ? outcome.problem : null
  const errors: Errors = Object.fromEntries(problem?.refusal.fields.map((one) => [one.field, one.message]) ?? [])
  return (
    <Sheet title={t("glassBreak")} hint={t("glassRules")} open onClose={onClose}>
      {problem && problem.refusal.fields.length === 0 && <p class="why" role="alert"><Icon name="alert" /><span>{problem.message}</span></p>}
      {outcome?.kind === "unknown" && (
        <p class="why" role="alert"><Icon name="alert" /><span>{t("unknownOutcome")} <button type="button" class="again" onClick={() => void settle(outcome.again())}>{t("tryAgain")}</button></span></p>
      )}
      <Form schema={schema} value={value} errors={errors} busy={busy} onChange={change} onSubmit={submit} submitLabel={t("glassOpen")} />
    </Sheet>
  )
}

/** The declared form, asked first where: the kelurahan if there are several, then the RT. */
export function placed(schema: Schema | undefined, kelurahan: readonly Named[], rts: readonly AreaEntry[]): Schema {
  const first: Record<string, Schema> = {}
  if (kelurahan.length > 1) first["kelurahan"] = choice(t("chooseKelurahan"), kelurahan)
  if (rts.length > 0) first["area"] = choice(t("chooseRt"), rts.map(({ area }) => ({ area, name: placeName(area) })))
  const names = Object.keys(first)
  return {
    ...schema,
    properties: { ...first, ...schema?.properties },
    required: [...names, ...(schema?.required ?? [])],
    "x-order": [...names, ...(schema?.["x-order"] ?? [])],
  }
}

const choice = (title: string, list: readonly Named[]): Schema => ({ type: "string", title, oneOf: list.map(({ area, name }) => ({ const: area, title: name })) })
