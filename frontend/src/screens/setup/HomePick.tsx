// Choosing one kelurahan of the whole country: found by name where the official list was imported, else written with its code.
import { useEffect, useRef, useState } from "preact/hooks"
import type { Api } from "../../core/api"
import { Button } from "../../ui/Button"
import { Icon } from "../../ui/Icon"
import { Plate } from "../../ui/Plate"
import { t } from "../../words/setup"
import { said } from "./Frame"
import { Line, Trouble } from "./Line"
import { codeOf, zoneWord } from "./make"
import { findHomes, type Home } from "./town"

export type Chosen = { area: string; name: string; in: string; zone: string }

type Props = { api: Api; code: string; listed: boolean; chosen: Chosen | null; onChoose: (home: Chosen | null) => void }

const chosenOf = (home: Home): Chosen => ({ area: home.area, name: home.name, in: home.in ?? "", zone: home.time_zone })

export function HomePick({ api, code, listed, chosen, onChoose }: Props) {
  const [byHand, turn] = useState(!listed)
  if (chosen && !byHand) return <><Card home={chosen} /><Button kind="link" onClick={() => onChoose(null)}>{t("homeOther")}</Button></>
  return (
    <>
      <p>{t("homeText")}</p>
      {byHand ? <ByHand api={api} code={code} listed={listed} chosen={chosen} onChoose={onChoose} /> : <Search api={api} code={code} onChoose={onChoose} />}
      {listed && <Button kind="link" onClick={() => { onChoose(null); turn(!byHand) }}>{t(byHand ? "homeBySearch" : "homeByHand")}</Button>}
    </>
  )
}

const Card = ({ home }: { home: Chosen }) => (
  <div class="card chosen" role="status">
    <Plate lines={[home.name]} />
    {home.in && <p>{home.in}</p>}
    <p class="note">{home.area}</p>
    <p class="note">{t("homeZone", { zone: zoneWord(home.zone) })}</p>
  </div>
)

/** A moment without a keystroke; a name is looked for then and not at every letter. */
const pause = 250

function Search({ api, code, onChoose }: { api: Api; code: string; onChoose: (home: Chosen) => void }) {
  const [typed, type] = useState("")
  const [found, show] = useState<Home[] | null>(null)
  const [trouble, say] = useState("")
  const newest = useRef(0)
  useEffect(() => {
    const q = codeOf(typed) || typed.trim()
    const mine = ++newest.current
    if (q.length < 3) return show(null)
    const timer = setTimeout(() => {
      findHomes(api, code, q).then(
        ({ areas }) => { if (mine === newest.current) { show(areas.filter((one) => one.name)); say("") } },
        (problem) => { if (mine === newest.current) say(said(problem)) },
      )
    }, pause)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <>
      <Line label={t("homeFind")} hint={t("homeFindHint")} value={typed} onInput={type} max={60} />
      <Trouble>{trouble}</Trouble>
      <p class="note" role="status">{found && (found.length ? t("homeFound", { n: found.length }) : t("homeNone"))}</p>
      {found && found.length > 0 && (
        <ul class="card rows">
          {found.map((home) => (
            <li key={home.area}>
              <button type="button" class="opener" onClick={() => onChoose(chosenOf(home))}>
                <span><b>{home.name}</b><span class="note">{home.in} · {home.area}</span></span>
                <Icon name="forward" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Code and name by hand. The server says the zone, and whether its list knows the code. */
function ByHand({ api, code, listed, chosen, onChoose }: Props) {
  const [typed, type] = useState(chosen?.area ?? "")
  const [name, setName] = useState(chosen?.name ?? "")
  const [home, know] = useState<Home | null>(null)
  const [trouble, say] = useState("")
  const area = codeOf(typed)
  useEffect(() => {
    know(null)
    if (!area) return
    let gone = false
    findHomes(api, code, area).then(
      ({ areas }) => { if (!gone) { know(areas[0] ?? null); say("") } },
      (problem) => { if (!gone) say(said(problem)) },
    )
    return () => void (gone = true)
  }, [area])
  const known = home?.name ?? ""
  useEffect(() => {
    const called = known || name.trim()
    onChoose(home && called ? { ...chosenOf(home), name: called } : null)
  }, [home, name])
  return (
    <>
      {!listed && <p class="note">{t("homeUnlisted")}</p>}
      <Trouble>{trouble}</Trouble>
      <Line label={t("homeCode")} hint={t("homeCodeHint")} value={typed} onInput={type} digits max={20} error={typed.replace(/\D/g, "").length > 10 ? t("homeCodeForm") : undefined} />
      {known ? <p>{t("homeCodeKnown")}</p> : <Line label={t("homeName")} value={name} onInput={setName} complete="address-level3" max={60} />}
      {chosen && <Card home={chosen} />}
    </>
  )
}
