// Each person of the phone as a large row: one tap hands it on, a duty asks for its secret.
import { useEffect, useState } from "preact/hooks"
import type { Api } from "../../core/api"
import { Problem } from "../../core/problem"
import type { Store } from "../../core/store"
import { Drum } from "../../ui/Drum"
import { Loading } from "../../ui/Empty"
import { Icon } from "../../ui/Icon"
import { Sheet } from "../../ui/Sheet"
import { t } from "../../words/pocket"
import { Plain } from "../signin/Plain"
import { hand, handBySecret, peopleOf, tidy, type Person } from "./people"
import "../phone/screens.css"
import "./people.css"

type Props = {
  api: Api
  store: Store
  /** Who uses the phone now; null where nobody does. */
  here: string | null
  /** Whose news was opened, and where it stands. */
  wanted?: string
  to?: string
}

/** A whole new page, also from the door itself. */
export function addSomebody(): void {
  history.pushState(null, "", "/masuk#tambah")
  location.reload()
}

export function Rows({ api, store, here, wanted = "", to = "" }: Props) {
  const [people, set] = useState<Person[] | null>(null)
  const [asked, ask] = useState<Person | null>(null)
  useEffect(() => {
    const learn = () => peopleOf(store).then(set)
    void learn().then(() => tidy(api, store, true)).then(learn).catch(() => undefined)
  }, [])
  if (!people) return <Loading label={t("loading")} cards={1} />
  const meant = people.find(({ id }) => id === wanted)
  const sorted = [...people].sort((a, b) => order(a, here, wanted) - order(b, here, wanted) || a.name.localeCompare(b.name))
  const pick = (one: Person) => {
    if (one.gone) return addSomebody()
    if (one.id === here) return void location.assign("#/")
    if (one.asks) return ask(one)
    void hand(store, one.id, to)
  }
  return (
    <>
      {meant && <p>{t("peopleFor", { name: meant.name })}</p>}
      <ul class="card rows people">
        {sorted.map((one) => (
          <li key={one.id}>
            <button type="button" class="opener" aria-current={one.id === here ? "true" : undefined} onClick={() => pick(one)}>
              <span>
                <b>{one.name}</b>
                <span class="note">{t(standing(one, here))}</span>
                {one.waiting > 0 && <span class="note waits"><Drum step="unsent" /> {t("peopleWaiting", { n: one.waiting })}</span>}
              </span>
              <Icon name={one.id === here ? "check" : "forward"} />
            </button>
          </li>
        ))}
      </ul>
      {people.some(({ unknown }) => unknown) && <p>{t("peopleUnknown")}</p>}
      <p class="note">{t("peopleApart")}</p>
      {asked && <Prove one={asked} onClose={() => ask(null)} onSecret={(secret) => handBySecret(api, store, asked.id, secret, to)} />}
    </>
  )
}

/** Whose news it is, then who uses it, then the others; who has to sign in again stands last. */
const order = ({ id, gone }: Person, here: string | null, wanted: string): number => (id === wanted ? 0 : id === here ? 1 : gone ? 3 : 2)

const standing = ({ id, asks, gone }: Person, here: string | null) => (id === here ? "peopleHere" : gone ? "peopleGone" : asks ? "peopleDuty" : "peopleReady")

type ProveProps = { one: Person; onClose: () => void; onSecret: (secret: string) => Promise<void> }

function Prove({ one, onClose, onSecret }: ProveProps) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState("")
  const send = (secret: string) => {
    setBusy(true)
    setTrouble("")
    onSecret(secret).catch((problem: unknown) => {
      setBusy(false)
      setTrouble(said(problem))
    })
  }
  return (
    <Sheet title={one.name} hint={t("peopleProve")} open onClose={onClose}>
      {trouble && <p class="why" role="alert"><Icon name="alert" size="1.25em" /><span>{trouble}</span></p>}
      <Plain lines={[{ name: "proof", label: t("secret"), secret: true, complete: "current-password" }]} submit={t("peopleOpen")} busy={busy} onEnter={({ proof = "" }) => send(proof)} />
    </Sheet>
  )
}

function said(problem: unknown): string {
  if (!(problem instanceof Problem)) return t("peopleNoSignal")
  if (problem.signedOut) return t("peopleGone") + "."
  return problem.refusal.fields[0]?.message ?? problem.refusal.detail
}
