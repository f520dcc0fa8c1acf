// Filing, drawn from the declaration. What was typed stays, also when the app was closed in the middle.
import { useEffect, useState } from "preact/hooks"
import { mend } from "../../core/mend"
import { withoutHouse } from "../../core/area"
import { t } from "../../words/pages"
import { StorageFull, type Command, type Entry } from "../../core/outbox"
import type { Refusal } from "../../core/problem"
import { holds } from "../../core/session"
import { keep, recall } from "../../core/store"
import { dayOf } from "../../core/time"
import { fields } from "../../core/schema"
import type { Move } from "../../core/wire"
import { caseTitle, faceOf } from "../../services/face"
import { formOf } from "../../services/form"
import { storyOf } from "../../services/story"
import { Button } from "../../ui/Button"
import { Loading } from "../../ui/Empty"
import { Form } from "../../ui/Form"
import type { Errors, Values } from "../../ui/formCheck"
import { Icon } from "../../ui/Icon"
import { Screen } from "../../ui/Screen"
import { act, sound } from "./alarm"
import { moveOf, serviceOf } from "./catalogue"
import { homeOf, usePhone } from "./context"
import { Missing } from "./Missing"
import { PhotoField, Unstored } from "./pieces"
import { back, go, goInstead } from "./route"
import "./telling"
import "./screens.css"

type Props = { service: string; move: string; mending?: Entry }

/** What is being typed, for as long as the app is open: a full disk keeps no draft, and a danger sign takes the form away. */
const typed = new Map<string, Values>()

export function FilePage({ service: name, move: moveName, mending }: Props) {
  const { phone, view } = usePhone()
  const service = serviceOf(view.services, name)
  const move = moveOf(view.services, name, moveName)
  const { private: secret, hint: becomes } = storyOf(name)
  const { later, begin, hint = becomes } = formOf(name)
  const draft = `draft/${name}/${moveName}`
  const [value, setValue] = useState<Values | null>(mending ? mending.body : typed.get(draft) ?? null)
  const [busy, setBusy] = useState(false)
  const [unstored, setUnstored] = useState<Command | null>(null)
  const [why, setWhy] = useState<Refusal | undefined>(mending?.why)

  useEffect(() => {
    const fresh = begin?.(moveName, dayOf(phone.now(), view.zone)) ?? {}
    if (secret) setValue((value) => value ?? fresh)
    else if (!mending) void recall<Values>(phone.store, draft).then((kept) => setValue((value) => value ?? kept?.value ?? fresh))
  }, [draft])

  const change = (next: Values) => {
    setValue(next)
    // Half a sentence about what others must not see would lie here for them to find.
    if (mending || secret) return
    typed.set(draft, next)
    void keep(phone.store, draft, next, Date.now())
  }

  const filed = (id: string) => {
    typed.delete(draft)
    void phone.store.remove("kept", draft).catch(() => undefined)
    goInstead("kasus", id)
  }

  const submit = async (body: Values) => {
    if (!service || !move) return
    const { household } = view.account
    const own = household ? withoutHouse(household) : view.account.grants.find((grant) => holds({ ...view.account, grants: [grant] }, move.roles))?.area
    const command = { service: name, move: moveName, body: { area: own ?? view.area, ...body }, title: caseTitle(service, body) }
    try {
      if (mending) {
        // What the form does not draw (area, case, house) came in with its values and goes out with them.
        const title = mending.key === mending.case ? command.title : mending.title
        await sound(phone, { ...mending, body }, {}, () => mend(phone.outbox, mending.key, body, title).then(() => mending))
        goInstead("kasus", mending.case)
      } else filed((await act(phone, command, {})).case)
    } catch (problem) {
      if (!(problem instanceof StorageFull)) throw problem
      if (!mending) setUnstored(command)
    }
  }

  const title = faceOf(name).petals?.[moveName]?.word() ?? move?.title ?? ""
  const frame = { title, back, lurik: homeOf(view).lurik }
  if (view.services.length > 0 && !move) return <Missing />
  if (!move || !value) return <Screen {...frame}><Loading label={t("loading")} /></Screen>
  const foot = !mending && (
    <>
      {hint && <p class="note">{hint()}</p>}
      {name === "aid" && serviceOf(view.services, "direct") && <Button kind="link" onClick={() => go("data", "langsung")}>{t("fileDirect")}</Button>}
    </>
  )
  return (
    <Screen {...frame}>
      {view.disk && <Unstored command={unstored} title={title} secret={secret ?? false} onSent={filed} onRefused={setWhy} />}
      {why && <Why why={why} move={move} />}
      <Form
        schema={move.schema}
        value={value}
        errors={errorsOf(why)}
        busy={busy}
        onChange={change}
        onSubmit={(body) => void submit(body)}
        submitLabel={t("send")}
        foot={foot}
        {...(later ? { later: { title: later.title(), fields: later.fields } } : {})}
      >
        {move.schema.properties?.["photo"] && (
          <PhotoField schema={move.schema} store={phone.store} value={value["photo"]} error={errorsOf(why)["photo"]} onBusy={setBusy} onChange={(photo) => change({ ...value, photo })} />
        )}
      </Form>
    </Screen>
  )
}

/** What no field of this form can say is said above it. */
function Why({ why, move }: { why: Refusal; move: Move }) {
  const drawn = fields(move.schema).filter(({ kind, name }) => kind !== "reference" || name === "photo").map(({ name }) => name)
  const others = why.fields.filter(({ field }) => !drawn.includes(field))
  if (why.fields.length && others.length === 0) return null
  const words = others.length > 0 ? others.map(({ message }) => message) : [why.detail]
  return <p class="why" role="alert"><Icon name="alert" size="1.25em" /><span>{words.join(" ")}</span></p>
}

/** What the server said about a refused report, at its fields. */
const errorsOf = (why: Refusal | undefined): Errors =>
  Object.fromEntries((why?.fields ?? []).map(({ field, message }) => [field, message]))
