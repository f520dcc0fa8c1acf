// What is printed and handed out: letters for the heads, codes for the houses, by RT. Each PDF is made when it is asked for; its codes are kept nowhere.
import { useState } from "preact/hooks"
import { placeName } from "../../core/area"
import { Button, LinkButton } from "../../ui/Button"
import { Icon } from "../../ui/Icon"
import { t } from "../../words/setup"
import { Choose } from "../phone/office/Choose"
import { Frame, said } from "./Frame"
import { Trouble } from "./Line"
import { onlyHere } from "./make"
import { Code, Reveal, type Shown } from "./Reveal"
import type { StepProps } from "./steps"
import { download, paper } from "./town"

/** A sheet of a whole large kelurahan would be a book. */
const mostHouses = 4000

export function Paper({ api, town, lurah, done, open, back }: StepProps) {
  const [area, choose] = useState(town.area)
  const [vacant, only] = useState(false)
  const [busy, setBusy] = useState("")
  const [made, tell] = useState("")
  const [trouble, say] = useState("")
  const [shown, show] = useState<Shown | null>(null)
  const under = (one: string) => one === area || one.startsWith(area + "/")
  const rts = town.rts.filter((rt) => under(rt.area))
  const houses = rts.reduce((sum, rt) => sum + rt.houses, 0)
  const waiting = [...town.rws, ...town.rts].filter((one) => under(one.area)).flatMap((one) => one.heads.filter(({ came }) => !came).map((who) => ({ who, at: one.area })))
  const places = [{ id: town.area, title: t("paperWhole") }, ...[...town.rws, ...town.rts].map((one) => ({ id: one.area, title: placeName(one.area) })).sort((a, b) => a.id.localeCompare(b.id))]

  const make = async (kind: "slips" | "letters") => {
    setBusy(kind)
    say("")
    tell("")
    try {
      const name = [kind === "slips" ? "qr-rumah" : "surat-ketua", town.name || town.area, area === town.area ? "" : placeName(area)].filter(Boolean).join("-").replace(/\s+/g, "-").toLowerCase()
      download(await paper(kind, { area, ...(kind === "slips" && vacant && { vacant }) }), name + ".pdf")
      tell(kind)
    } catch (problem) {
      say(said(problem))
    } finally {
      setBusy("")
    }
  }
  if (shown) return <Code shown={shown} onBack={() => show(null)} />
  return (
    <Frame title={t("paperSetTitle")} of={town.name} step="cetak" done={done} open={open} {...(back && { back })} bar={<LinkButton kind="half" href={lurah ? "/papan" : "/meja"}>{t("setupHome")}</LinkButton>}>
      <p>{t("paperSetText")}</p>
      <p class="note">{t("paperOrigin", { origin: location.origin })}</p>
      {onlyHere(location.host) && <p class="strip" role="note"><Icon name="alert" /><span>{t("paperHere")} {t("paperHereHint")}</span></p>}
      <Trouble>{trouble}</Trouble>
      <Choose long label={t("paperFor")} options={places} chosen={area} onChoose={choose} />
      {lurah && (
        <section class="card way">
          <h2>{t("paperLetters")}</h2>
          <p>{waiting.length ? t("paperLettersNote", { n: waiting.length }) : t("paperLettersNone")}</p>
          {waiting.length > 0 && <Button kind="half" disabled={busy !== ""} onClick={() => void make("letters")}>{busy === "letters" ? t("paperMaking") : t("paperLettersMake")}</Button>}
          {made === "letters" && <p role="status">{t("paperMade")}</p>}
          {waiting.length > 0 && <Reveal api={api} title={t("paperShow")} people={waiting} onShow={show} />}
        </section>
      )}
      <section class="card way">
        <h2>{t("paperSlips")}</h2>
        <p>{t("paperSlipsNote", { n: houses })}</p>
        <label class="tick"><input type="checkbox" checked={vacant} onChange={() => only(!vacant)} /><span>{t("paperVacant")}</span></label>
        {houses > mostHouses ? <p class="why"><Icon name="alert" size="1.25em" /><span>{t("paperMany")}</span></p> : <Button kind="half" disabled={busy !== "" || houses === 0} onClick={() => void make("slips")}>{busy === "slips" ? t("paperMaking") : t("paperSlipsMake")}</Button>}
        {made === "slips" && <p role="status">{t("paperMade")}</p>}
      </section>
    </Frame>
  )
}
