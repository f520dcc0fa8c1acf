// Accounts for the desk. The password is drawn here and goes to the server once; it is shown until somebody else is added.
import { useState } from "preact/hooks"
import { Problem } from "../../core/problem"
import { Button } from "../../ui/Button"
import { t } from "../../words/setup"
import { Frame, said, saidOf } from "./Frame"
import { Line, Trouble } from "./Line"
import { loginOf, password } from "./make"
import { Code, Reveal, type Shown } from "./Reveal"
import type { StepProps } from "./steps"
import type { Town } from "./town"

type Made = { name: string; login: string; secret: string }

export function Staff({ api, town, done, open, back, onTown, onNext }: StepProps) {
  const [name, setName] = useState("")
  const [login, setLogin] = useState<string | null>(null)
  const [secret, draw] = useState(() => password())
  const [made, make] = useState<Made | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, fail] = useState<unknown>(null)
  const [shown, show] = useState<Shown | null>(null)
  const called = login ?? loginOf("staf", name)
  const ready = !busy && name.trim() !== "" && called !== ""
  const save = async () => {
    setBusy(true)
    fail(null)
    try {
      onTown(await api.ask<Town>("/setup/staff", { area: town.area, name: name.trim(), login: called.trim(), secret }))
      make({ name: name.trim(), login: called.trim(), secret })
    } catch (reason) {
      fail(reason)
    } finally {
      setBusy(false)
    }
  }
  const more = () => {
    make(null)
    setName("")
    setLogin(null)
    draw(password())
  }
  const fields = problem instanceof Problem && ["name", "login", "secret"].some((field) => saidOf(problem, field))
  if (shown) return <Code shown={shown} onBack={() => show(null)} />
  if (made)
    return (
      <Frame title={t("staffTitle")} of={town.name} step="petugas" done={done} open={open} {...(back && { back })} bar={<>
        <Button kind="main" onClick={() => onNext("cetak")}>{t("setupNext")}</Button>
        <Button kind="half" onClick={() => print()}>{t("staffPrint")}</Button>
        <Button kind="half" onClick={more}>{t("staffMore")}</Button>
      </>}>
        <p class="sum" role="status">{t("staffMade")}</p>
        <Slip made={made} />
        <p class="note">{t("staffOnce")}</p>
      </Frame>
    )
  return (
    <Frame title={t("staffTitle")} of={town.name} step="petugas" done={done} open={open} {...(back && { back })} onEnter={ready && (() => void save())}
      bar={<>
        <Button kind="main" disabled={!ready} onClick={() => void save()}>{busy ? t("setupSaving") : t("staffSave")}</Button>
        <Button kind="half" onClick={() => onNext("cetak")}>{town.staff.length ? t("setupNext") : t("setupSkip")}</Button>
      </>}>
      <p>{t("staffText")}</p>
      <Trouble>{problem !== null && !fields && said(problem)}</Trouble>
      <Line label={t("staffName")} value={name} onInput={setName} max={60} error={saidOf(problem, "name")} />
      <Line label={t("lurahLogin")} hint={t("lurahLoginHint")} value={called} onInput={setLogin} max={40} error={saidOf(problem, "login")} />
      <dl class="card account"><div><dt class="note">{t("staffSecret")} · {t("staffSecretHint")}</dt><dd class="big">{secret}</dd></div></dl>
      {town.staff.length > 0 && (
        <section class="card way">
          <h2>{t("staffHave", { n: town.staff.length })}</h2>
          <p>{town.staff.map((one) => one.name).join(", ")}</p>
          <Reveal api={api} title={t("staffLost")} people={town.staff.map((who) => ({ who, at: "" }))} onShow={show} />
        </section>
      )}
    </Frame>
  )
}

const Slip = ({ made }: { made: Made }) => (
  <dl class="card account">
    <div><dt class="note">{t("staffName")}</dt><dd>{made.name}</dd></div>
    <div><dt class="note">{t("staffAddress")}</dt><dd>{location.origin}/meja</dd></div>
    <div><dt class="note">{t("lurahLogin")}</dt><dd class="big">{made.login}</dd></div>
    <div><dt class="note">{t("staffSecret")}</dt><dd class="big">{made.secret}</dd></div>
  </dl>
)
