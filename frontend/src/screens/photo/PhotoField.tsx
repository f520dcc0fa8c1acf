// Where a photo is added to a report. It lies on this phone's disk as soon as it is chosen: the camera often closes the app behind it.
import { useEffect, useId, useRef, useState } from "preact/hooks"
import type { Picture } from "../../core/picture"
import { pictureOf, recall, type Kept, type Store } from "../../core/store"
import { uuidv7 } from "../../core/uuid"
import type { Schema } from "../../core/wire"
import { Button } from "../../ui/Button"
import { Icon } from "../../ui/Icon"
import { t as page } from "../../words/pages"
import { t } from "../../words/photo"
import { shrink } from "./shrink"
import "./photo.css"

type Props = {
  schema: Schema
  store: Store
  value: unknown
  error?: string | undefined
  /** Says while a photo is made smaller: the report must not go without it then. */
  onBusy: (busy: boolean) => void
  onChange: (id: string | undefined) => void
}

export function PhotoField({ schema, store, value, error, onBusy, onChange }: Props) {
  const id = useId()
  const [why, setWhy] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  // What was typed while a photo was made smaller stays typed.
  const chosen = useRef(onChange)
  // What was tapped goes; the focus stays here.
  const whole = useRef<HTMLDivElement>(null)
  chosen.current = onChange
  const shown = usePicture(store, value)
  useEffect(() => onBusy(busy), [busy])
  useEffect(() => void sweep(store, forgotten), [store])

  const take = async (input: HTMLInputElement) => {
    const file = input.files?.[0]
    if (!file) return
    setBusy(true)
    setWhy("")
    try {
      const bytes = await (await shrink(file)).arrayBuffer()
      const fresh = uuidv7(Date.now())
      await store.put("kept", { name: pictureOf({ body: { photo: fresh } }), at: Date.now(), value: { bytes } satisfies Picture })
      chosen.current(fresh)
      whole.current?.focus()
    } catch (problem) {
      setWhy(t(problem instanceof DOMException ? "photoFull" : "photoNone"))
    }
    setBusy(false)
    // The same file chosen again must be a choice again.
    input.value = ""
  }
  const drop = () => {
    setWhy("")
    whole.current?.focus()
    onChange(undefined)
    void sweep(store, ({ name }) => name === pictureOf({ body: { photo: value } }))
  }
  const wrong = why ?? error
  const title = schema.properties?.["photo"]?.title ?? ""
  return (
    <div ref={whole} tabIndex={-1} class={wrong ? "field photo bad" : "field photo"} role="group" aria-labelledby={id + "t"}>
      <p id={id + "t"}><b>{title}</b><span class="note"> · {page("optional")}</span></p>
      <p id={id + "h"} class="note">{t("photoHint")} {schema.properties?.["code"] ? t("photoThings") : ""}</p>
      {wrong && <p id={id + "e"} class="why" role="alert"><Icon name="alert" size="1.25em" /><span>{wrong}</span></p>}
      {shown && <img src={shown} alt={t("photoChosen")} />}
      {value !== undefined && shown === null && <p>{t("photoThere")}</p>}
      {value === undefined ? (
        // Newer phones open only their album where no camera is asked for, and only the camera where it is.
        <div class="takes">
          {(["photoTake", "photoPick"] as const).map((way) => (
            <label key={way} class="button half">
              {way === "photoTake" && <Icon name="camera" />}
              <span>{t(way)}</span>
              <input
                class="unseen"
                type="file"
                accept="image/*"
                capture={way === "photoTake" ? "environment" : undefined}
                disabled={busy}
                aria-describedby={wrong ? id + "e" : id + "h"}
                aria-invalid={!!wrong}
                onChange={(event) => void take(event.currentTarget)}
              />
            </label>
          ))}
        </div>
      ) : <Button kind="half" onClick={drop}>{t("photoDrop")}</Button>}
      <p role="status" class="note">{busy ? t("photoSmaller") : ""}</p>
    </div>
  )
}

/** An address of the photo that lies here; null where none does, undefined until that is known. */
function usePicture(store: Store, id: unknown): string | null | undefined {
  const [shown, show] = useState<string | null>()
  useEffect(() => {
    show(undefined)
    if (id === undefined) return
    let address = ""
    let gone = false
    void recall<Picture>(store, pictureOf({ body: { photo: id } })).then((kept) => {
      if (gone) return
      if (kept) address = URL.createObjectURL(new Blob([kept.value.bytes], { type: "image/jpeg" }))
      show(address || null)
    })
    return () => {
      gone = true
      URL.revokeObjectURL(address)
    }
  }, [store, id])
  return shown
}

/** A photo that was chosen and not sent goes when nobody has come back to it for two days. */
const forgotten = ({ at }: Kept) => at < Date.now() - 48 * 3_600_000

/** Removes photos that no waiting report names: while one is mended, the photo it had stays until it is sent anew. */
async function sweep(store: Store, which: (kept: Kept) => boolean): Promise<void> {
  const named = new Set((await store.all("outbox")).map(pictureOf))
  for (const kept of await store.all("kept"))
    if (kept.name.startsWith("photo/") && which(kept) && !named.has(kept.name)) await store.remove("kept", kept.name)
}
