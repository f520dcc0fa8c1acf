// Photos of an opened case. Each costs a weak signal a while, and each look is told to the household: so it comes on a tap alone.
import { useRef, useState } from "preact/hooks"
import { Button } from "../../ui/Button"
import { t } from "../../words/photo"
import "./photo.css"

export function Shots({ data }: { data: Record<string, unknown> }) {
  const shots = Object.entries(data).filter(([name, id]) => name.endsWith("photo") && id)
  return <>{shots.map(([name, id]) => <Shot key={String(id)} id={String(id)} title={t(name === "photo" ? "photoLook" : "photoLookGiven")} />)}</>
}

function Shot({ id, title }: { id: string; title: string }) {
  const [stage, go] = useState<"closed" | "coming" | "there" | "failed">("closed")
  const whole = useRef<HTMLDivElement>(null)
  const look = () => {
    go("coming")
    whole.current?.focus()
  }
  const open = stage === "coming" || stage === "there"
  return (
    <div class="shot" ref={whole} tabIndex={-1}>
      {!open && <Button kind="half" icon="camera" onClick={look}>{title}</Button>}
      <p role="status" class="note">{stage === "coming" ? t("photoComing") : stage === "failed" ? t("photoNotNow") : ""}</p>
      {open && <img src={"/api/v1/photos/" + id} alt={t("photoAlt")} onLoad={() => go("there")} onError={() => go("failed")} />}
    </div>
  )
}
