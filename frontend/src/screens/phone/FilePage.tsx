// Filing, drawn from the declaration. What was typed stays, also when the app was closed in the middle.
import { useEffect, useState } from "preact/hooks"
import { withoutHouse } from "../../core/area"
import { t } from "../../words/pages"
import { StorageFull, type Entry } from "../../core/outbox"
import { holds } from "../../core/session"
import { keep, recall } from "../../core/store"
import { dayOf } from "../../core/time"
import { fields } from "../../core/schema"
import type { Move } from "../../core/wire"
import { caseTitle, faceOf } from "../../services/face"
import { formOf } from "../../services/form"
import { storyOf } from "../../services/story"
import { Button } from "../../ui/Button"
import { Failure, Loading } from "../../ui/Empty"
import { Form } from "../../ui/Form"
import type { Errors, Values } from "../../ui/formCheck"
import { Icon } from "../../ui/Icon"
import { Screen } from "../../ui/Screen"
import { act, sound } from "./alarm"
import { moveOf, serviceOf } from "./catalogue"
import { homeOf, usePhone } from "./context"
import { Missing } from "./Missing"
import { back, go, goInstead } from "./route"
import "./telling"
import "./screens.css"

type Props = { service: string; move: string; mending?: Entry }

export function FilePage({ service: name, move: moveName, mending }: Props) {
  const { phone, view } = usePhone()
  const service = serviceOf(view.services, name)
  const move = moveOf(view.services, name, moveName)
  const { private: secret, hint: becomes } = storyOf(name)
  const { later, begin, hint = becomes } = formOf(name)
  const draft = `draft/${name}/${moveName}`
  const [value, setValue] = useState<Values | null>(mending ? mending.body : null)
  const [full, setFull] = useState<Values | null>(null)

  useEffect(() => {
    const fresh = begin?.(moveName, dayOf(phone.now(), view.zone)) ?? {}
    if (secret) setValue((value) => value ?? fresh)
    else if (!mending) void recall<Values>(phone.store, draft).then((kept) => setValue(kept?.value ?? fresh))
  }, [draft])

  const change = (next: Values) => {
    setValue(next)
    // Half a sentence about what others must not see would lie here for them to find.
    if (!mending && !secret) void keep(phone.store, draft, next, Date.now())
  }

  const submit = async (body: Values) => {
    if (!service || !move) return
    try {
      if (mending) {
        // What the form does not draw (area, case, house) came in with its values and goes out with them.
        const title = mending.key === mending.case && service ? caseTitle(service, body) : mending.title
        await sound(phone, { ...mending, body }, {}, () => phone.outbox.mend(mending.key, body, title).then(() => mending))
        goInstead("kasus", mending.case)
        return
      }
      const { household } = view.account
      const own = household ? withoutHouse(household) : view.account.grants.find((grant) => holds({ ...view.account, grants: [grant] }, move.roles))?.area
      const entry = await act(phone, { service: name, move: moveName, body: { area: own ?? view.area, ...body }, title: caseTitle(service, body) }, {})
      await phone.store.remove("kept", draft)
      goInstead("kasus", entry.case)
    } catch (problem) {
      if (!(problem instanceof StorageFull)) throw problem
      setFull(body)
    }
  }

  const title = faceOf(name).petals?.[moveName]?.word() ?? move?.title ?? ""
  const frame = { title, back, lurik: homeOf(view).lurik }
  if (view.services.length > 0 && !move) return <Missing />
  if (full)
    return (
      <Screen {...frame} bar={<Button kind="main" onClick={() => void submit(full)}>{t("storeAgain")}</Button>}>
        <Failure title={t("storeFull")}><p>{t("storeFullText")}</p><p>{t("storeFullHint")}</p></Failure>
      </Screen>
    )
  if (!move || !value) return <Screen {...frame}><Loading label={t("loading")} /></Screen>
  const foot = !mending && (
    <>
      {hint && <p class="note">{hint()}</p>}
      {name === "aid" && serviceOf(view.services, "direct") && <Button kind="link" onClick={() => go("data", "langsung")}>{t("fileDirect")}</Button>}
    </>
  )
  return (
    <Screen {...frame}>
      {mending?.why && <Why entry={mending} move={move} />}
      <Form
        schema={move.schema}
        value={value}
        errors={errorsOf(mending)}
        onChange={change}
        onSubmit={(body) => void submit(body)}
        submitLabel={t("send")}
        foot={foot}
        {...(later ? { later: { title: later.title(), fields: later.fields } } : {})}
      />
    </Screen>
  )
}

/** What no field of this form can say is said above it. */
function Why({ entry: { why }, move }: { entry: Entry; move: Move }) {
  const drawn = fields(move.schema).filter(({ kind }) => kind !== "reference").map(({ name }) => name)
  const others = why?.fields.filter(({ field }) => !drawn.includes(field)) ?? []
  if (why?.fields.length && others.length === 0) return null
  const words = others.length > 0 ? others.map(({ message }) => message) : [why?.detail]
  return <p class="why" role="alert"><Icon name="alert" size="1.25em" /><span>{words.join(" ")}</span></p>
}

/** What the server said about a refused report, at its fields. */
export const errorsOf = (entry: Entry | undefined): Errors =>
  Object.fromEntries((entry?.why?.fields ?? []).map(({ field, message }) => [field, message]))
