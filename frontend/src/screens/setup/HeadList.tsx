// A list of heads out of a spreadsheet: pasted or from a file, read by the server, and shown as it was understood before anything is stored.
import { useId, useRef, useState } from "preact/hooks"
import { houseNumber, placeName } from "../../core/area"
import type { FieldProblem } from "../../core/wire"
import { Button } from "../../ui/Button"
import { Plate } from "../../ui/Plate"
import { t } from "../../words/setup"
import { Trouble } from "./Line"
import { textOf } from "./make"
import type { NamedHead } from "./town"

type Props = { rw: boolean; csv: string; checked: readonly NamedHead[] | null; faults: readonly FieldProblem[]; onWrite: (text: string) => void; onChange: () => void }

export function HeadList({ rw, csv, checked, faults, onWrite, onChange }: Props) {
  const id = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  const [trouble, say] = useState("")
  if (checked) return <Understood heads={checked} onChange={onChange} />
  const load = async (file: File | undefined) => {
    if (!file) return
    const text = textOf(new Uint8Array(await file.arrayBuffer().catch(() => new ArrayBuffer(1))))
    if (text === null) return say(t("headsFileBad"))
    say("")
    onWrite(text)
  }
  /** The line of a fault, chosen in the box. */
  const show = (field: string) => {
    const line = Number(/^csv\.(\d+)/.exec(field)?.[1] ?? 1)
    const lines = csv.split("\n")
    const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
    box.current?.focus()
    box.current?.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0))
  }
  const columns = rw ? "rw, rt, nama, rumah" : "rt, nama, rumah"
  return (
    <>
      <Faults faults={faults} onShow={show} />
      <div class={faults.length > 0 ? "field bad" : "field"}>
        <label for={id}><b>{t("headsCsv")}</b></label>
        <p id={id + "h"} class="note">{t("headsCsvHint", { columns })} {rw && t("headsCsvRw")}</p>
        <textarea ref={box} id={id} class="box sheetlike" rows={9} spellcheck={false} autocomplete="off" aria-describedby={id + "h"} aria-invalid={faults.length > 0}
          placeholder={rw ? "rw,rt,nama,rumah\n1,1,Darmo Wibowo,12\n1,2,Yuli Astuti,3" : "rt,nama,rumah\n1,Darmo Wibowo,12\n2,Yuli Astuti,3"}
          value={csv} onInput={(event) => onWrite(event.currentTarget.value)} />
      </div>
      <Trouble>{trouble}</Trouble>
      <label class="button half filepick">
        <input type="file" accept=".csv,.txt,.tsv,text/csv,text/plain" onChange={(event) => { void load(event.currentTarget.files?.[0]); event.currentTarget.value = "" }} />
        <span>{t("headsFile")}</span>
      </label>
    </>
  )
}

/** What is wrong, line by line; a tap leads to the line. */
export function Faults({ faults, onShow }: { faults: readonly FieldProblem[]; onShow: (field: string) => void }) {
  if (faults.length === 0) return null
  return (
    <div class="faults" role="alert">
      <b>{t("headsFaults")}</b>
      <ul>
        {faults.map(({ field, message }, i) => (
          <li key={i}>{field === "csv" ? message : <button type="button" onClick={() => onShow(field)}>{message}</button>}</li>
        ))}
      </ul>
    </div>
  )
}

function Understood({ heads, onChange }: { heads: readonly NamedHead[]; onChange: () => void }) {
  return (
    <>
      <p class="sum" role="status">{t("headsReady", { n: heads.filter(({ known }) => !known).length })}</p>
      <ul class="card rows heads">
        {heads.map(({ area, name, house, known }) => (
          <li key={area}>
            <Plate small outlined lines={[placeName(area)]} />
            <span class="given"><b>{name}</b>{(house || known) && <span class="note"> · {[house && t("headsHouse", { n: houseNumber(house) }), known && t("headsKnown")].filter(Boolean).join(" · ")}</span>}</span>
          </li>
        ))}
      </ul>
      <Button kind="link" onClick={onChange}>{t("headsChange")}</Button>
    </>
  )
}
