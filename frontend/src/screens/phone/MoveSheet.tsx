// What a move asks for, as a sheet: a few choices, a form, or only whether it is meant. It comes when somebody taps such a move.
import { useState } from "preact/hooks"
import type { Offer } from "../../core/wire"
import { Button } from "../../ui/Button"
import { Form } from "../../ui/Form"
import type { Values } from "../../ui/formCheck"
import { Option, Sheet } from "../../ui/Sheet"
import { t } from "../../words/pages"
import { usePhone } from "./context"
import { drawn } from "./moves"
import { DiskStrip, PhotoField } from "./pieces"
import "./telling"

type SheetProps = { offer: Offer; data: Values; typed: Values; onClose: () => void; onAct: (body: Values) => void }

/** A move that asks again for what is known is a mending: it begins with what was written. */
function known(offer: Offer, data: Values): Values {
  const required = offer.schema.required ?? []
  if (required.length === 0 || required.some((name) => data[name] === undefined)) return {}
  return Object.fromEntries([...drawn(offer).map(({ name }) => name), "photo"].flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]]])))
}

export function MoveSheet({ offer, data, typed, onClose, onAct }: SheetProps) {
  const { phone, view } = usePhone()
  const all = drawn(offer)
  const [value, setValue] = useState<Values>(() => ({ ...known(offer, data), ...typed }))
  const [writing, setWriting] = useState(false)
  const [busy, setBusy] = useState(false)
  const choice = all.length > 0 && all.filter((field) => field.required).length === 1 ? all.find((field) => field.required && field.kind === "choice") : undefined
  const disk = view.disk && <DiskStrip />
  const others = choice ? all.filter((field) => field !== choice) : all

  if (all.length === 0)
    return (
      <Sheet title={offer.title + "?"} open onClose={onClose}>
        {disk}
        <Button kind="main" onClick={() => onAct({})}>{offer.title}</Button>
      </Sheet>
    )
  if (choice && !writing)
    return (
      <Sheet title={t("because", { title: offer.title })} hint={offer.schema.description ?? ""} open onClose={onClose}>
        {disk}
        {choice.options.map((option, i) => {
          // The last choice is "something else": it only says something with words.
          const write = i === choice.options.length - 1 && others.length > 0
          const pick = () => {
            setValue({ [choice.name]: option.value })
            if (write) setWriting(true)
            else onAct({ [choice.name]: option.value })
          }
          return <Option key={option.value} onClick={pick}>{write ? t("otherWrite") : option.title}</Option>
        })}
      </Sheet>
    )
  return (
    <Sheet title={offer.title} open onClose={onClose}>
      {disk}
      <Form schema={offer.schema} value={value} hide={choice ? [choice.name] : []} onChange={setValue} onSubmit={onAct} submitLabel={offer.title} busy={busy}>
        {offer.schema.properties?.["photo"] && <PhotoField schema={offer.schema} store={phone.store} value={value["photo"]} onBusy={setBusy} onChange={(photo) => setValue({ ...value, photo })} />}
      </Form>
    </Sheet>
  )
}
