// One sheet: the house by its number, then the fields of the form. Saved, the next one begins at the house.
import { useEffect, useRef, useState } from "preact/hooks"
import { mend } from "../../../core/mend"
import { houseNumber } from "../../../core/area"
import { StorageFull, type Command, type Entry } from "../../../core/outbox"
import type { Refusal } from "../../../core/problem"
import type { House } from "../../../core/wire"
import { dayOf } from "../../../core/time"
import { caseTitle } from "../../../services/face"
import { formOf } from "../../../services/form"
import { Button } from "../../../ui/Button"
import { Form } from "../../../ui/Form"
import type { Errors, Values } from "../../../ui/formCheck"
import { Icon } from "../../../ui/Icon"
import { t } from "../../../words/stack"
import { act, sound } from "../alarm"
import { usePhone } from "../context"
import { gate } from "../gate"
import { lazily, nothing } from "../lazily"
import { Unstored } from "../pieces"
import type { Filing } from "./filings"
import type { Finder } from "./Finder"
import type { Item } from "./find"
import { bodyOf, twin } from "./sheet"
import type { Draft, Stack } from "./stack"
import "../telling"

/** The field that finds a house comes from the page around: a form with its danger screen weighs enough. */
type Props = { HouseField: typeof Finder; stack: Stack; draft: Draft; filing: Filing; sheets: readonly Entry[]; houses: readonly House[]; onWrite: (draft: Draft | null) => void }

const grace = 8000

const Twice = lazily(() => import("./Twice").then((part) => part.Twice), nothing)

export function Typing({ HouseField, stack, draft, filing, sheets, houses, onWrite }: Props) {
  const { phone, view } = usePhone()
  const items: Item[] = houses.map(({ area, label }) => ({ id: area, plate: gate(label) || houseNumber(area), title: label || t("houseNo", { n: houseNumber(area) }) }))
  const input = useRef<HTMLInputElement>(null)
  const below = useRef<HTMLDivElement>(null)
  const [serial, setSerial] = useState(0)
  const [missing, setMissing] = useState(false)
  const [again, setAgain] = useState<Values | null>(null)
  const [unstored, setUnstored] = useState<Command | null>(null)
  const [refused, setRefused] = useState<Refusal>()
  const [gone, setGone] = useState(false)

  const { service, move, title } = filing
  const { later, begin } = formOf(service.name)
  const mended = draft.mending ? sheets.find(({ key }) => key === draft.mending) : undefined
  const why = refused ?? mended?.why
  const errors: Errors = Object.fromEntries((why?.fields ?? []).map(({ field, message }) => [field, message]))
  const chosen = items.find(({ id }) => id === draft.house) ?? null
  const fresh = begin?.(move.name, dayOf(phone.now(), view.zone)) ?? {}
  const value = Object.keys(draft.value).length > 0 ? draft.value : fresh

  // What is to be put right takes the focus by itself (Form); else a sheet begins at its house.
  useEffect(() => { if (Object.keys(errors).every((field) => field === "household")) input.current?.focus() }, [serial, filing.id])

  const pick = (item: Item | null) => {
    onWrite({ ...draft, house: item?.id ?? null })
    setMissing(false)
    if (item) below.current?.querySelector<HTMLElement>("input, select, textarea")?.focus()
  }
  const next = () => {
    setUnstored(null)
    setRefused(undefined)
    setAgain(null)
    onWrite(null)
    setSerial((n) => n + 1)
    document.querySelector(".scroll")?.scrollTo(0, 0)
    scrollTo(0, 0)
  }
  const save = async (fields: Values, sure = false) => {
    const body = bodyOf(stack, draft.house!, fields)
    if (!sure && twin(sheets, service.name, move.name, body, draft.mending)) return setAgain(fields)
    const command: Command = { service: service.name, move: move.name, body, title: caseTitle(service, fields), stack: stack.id }
    try {
      if (!mended) await act(phone, command, {}, grace)
      else {
        const agreed = { ...body, on_behalf: mended.body["on_behalf"] ?? body["on_behalf"] }
        let took = true
        await sound(phone, { ...mended, body: agreed }, {}, async () => {
          took = await mend(phone.outbox, mended.key, agreed, command.title)
          return mended
        })
        if (!took) return setGone(true)
      }
      next()
    } catch (problem) {
      if (!(problem instanceof StorageFull)) throw problem
      setUnstored(command)
    }
  }
  // The house stands above the form and comes first: without one the form is not even asked.
  const first = (event: Event) => {
    if (chosen) return
    event.preventDefault()
    event.stopPropagation()
    setMissing(true)
    input.current?.focus()
  }
  const others = why && Object.keys(errors).length === 0 ? why.detail : ""
  return (
    <div class="typing" onSubmitCapture={first}>
      {view.disk && <Unstored key={serial} command={unstored} title={title} secret={false} onSent={next} onRefused={setRefused} />}
      {draft.mending && <p role="status"><b>{gone ? t("paperGone") : t("paperMending", { house: chosen?.title ?? "" })}</b></p>}
      {others && <p class="why" role="alert"><Icon name="alert" size="1.25em" /><span>{others}</span></p>}
      <HouseField key={"house" + serial} label={t("sheetHouse")} none={t("sheetNone")} items={items} chosen={chosen} onPick={pick} input={input} digits={items.every(({ plate }) => /^\d+$/.test(plate))}
        error={missing ? t("paperPick") : errors["household"]} />
      <div ref={below}>
        <Form key={serial} schema={move.schema} value={value} errors={errors} onChange={(value) => onWrite({ ...draft, value })} onSubmit={(body) => void save(body)}
          submitLabel={t(draft.mending ? "paperSave" : "paperNext")}
          foot={draft.mending && <Button kind="link" onClick={next}>{t("cancel")}</Button>}
          {...(later ? { later: { title: later.title(), fields: later.fields } } : {})} />
      </div>
      {again && (
        <Twice what={`${chosen?.title ?? ""}, ${caseTitle(service, again)}`} onClose={() => setAgain(null)} onSure={() => void save(again, true)} />
      )}
    </div>
  )
}
