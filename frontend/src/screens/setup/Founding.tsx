// Opening an empty house by its link: which kelurahan, then whose account. What follows is Setup's, also for who comes back later.
import { useEffect, useState } from "preact/hooks"
import type { Api } from "../../core/api"
import { Problem } from "../../core/problem"
import type { Store } from "../../core/store"
import { enter } from "../../core/who"
import type { Account } from "../../core/wire"
import { Button, LinkButton } from "../../ui/Button"
import { Empty, Loading } from "../../ui/Empty"
import { Screen } from "../../ui/Screen"
import { t } from "../../words/setup"
import { tellTabs } from "../people/tabs"
import { Frame, said, saidOf } from "./Frame"
import { HomePick, type Chosen } from "./HomePick"
import { Line, Trouble } from "./Line"
import { loginOf } from "./make"
import { Setup } from "./Setup"
import { findHomes } from "./town"

type Props = { api: Api; store: Store; code: string }

export function Founding(props: Props) {
  const { api, code } = props
  const [link, check] = useState<"asking" | "gone" | "away" | "listed" | "unlisted">("asking")
  const [home, choose] = useState<Chosen | null>(null)
  const [ahead, go] = useState(false)
  const [founded, found] = useState<Account | null>(null)
  const ask = () => {
    check("asking")
    findHomes(api, code, "-").then(
      ({ listed }) => check(listed ? "listed" : "unlisted"),
      (problem) => check(problem instanceof Problem && problem.refusal.status === 404 ? "gone" : "away"),
    )
  }
  useEffect(ask, [])

  if (founded) return <Setup api={api} store={props.store} account={founded} />
  if (link === "asking") return <Screen title={t("appName")}><Loading label={t("loading")} /></Screen>
  if (link === "gone") return <Gone />
  if (link === "away")
    return <Screen title={t("appName")} bar={<Button kind="main" onClick={ask}>{t("setupAgain")}</Button>}><Empty title={t("signInUnreachable")} /></Screen>
  if (!home || !ahead)
    return (
      <Frame title={t("homeTitle")} step="kelurahan" done={[]} open={[]} onEnter={home !== null && (() => go(true))} bar={<Button kind="main" disabled={!home} onClick={() => go(true)}>{t("setupNext")}</Button>}>
        <HomePick api={api} code={code} listed={link === "listed"} chosen={home} onChoose={choose} />
      </Frame>
    )
  return <Lurah {...props} home={home} onBack={() => go(false)} onGone={() => check("gone")} onDone={found} />
}

const Gone = () => (
  <Screen title={t("appName")} bar={<LinkButton kind="main" href="/masuk">{t("linkSignIn")}</LinkButton>}>
    <Empty title={t("linkGone")}>{t("linkGoneHint")}</Empty>
  </Screen>
)

type LurahProps = Props & { home: Chosen; onBack: () => void; onGone: () => void; onDone: (account: Account) => void }

function Lurah({ api, store, code, home, onBack, onGone, onDone }: LurahProps) {
  const [name, setName] = useState("")
  const [login, setLogin] = useState(loginOf("lurah", home.name))
  const [secret, setSecret] = useState("")
  const [shown, show] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, fail] = useState<unknown>(null)
  const [short, missing] = useState(false)
  const open = async () => {
    missing(secret.length < 8)
    if (secret.length < 8 || !name.trim()) return fail(null)
    setBusy(true)
    fail(null)
    try {
      const { account } = await api.ask<{ account: Account }>("/setup", { code, area: home.area, place: home.name, name: name.trim(), login: login.trim(), secret })
      await enter(store, account)
      tellTabs(account.id)
      // The code opened what it opens; it stays in no history.
      history.replaceState(null, "", "/masuk#siap/rt")
      onDone(account)
    } catch (reason) {
      if (reason instanceof Problem && (reason.refusal.status === 404 || reason.refusal.status === 409)) return onGone()
      fail(reason)
    } finally {
      setBusy(false)
    }
  }
  const ready = !busy && name.trim() !== "" && login.trim() !== ""
  const fields = ["name", "login", "secret", "area", "place"].some((field) => saidOf(problem, field))
  return (
    <Frame title={t("lurahTitle")} of={home.name} step="lurah" done={["kelurahan"]} open={[]} back={onBack} onEnter={ready && (() => void open())}
      bar={<Button kind="main" disabled={!ready} onClick={() => void open()}>{t("lurahOpen")}</Button>}>
      <p>{t("lurahText")}</p>
      <Trouble>{saidOf(problem, "area") ?? saidOf(problem, "place") ?? (problem !== null && !fields && said(problem))}</Trouble>
      <Line label={t("lurahName")} value={name} onInput={setName} complete="name" max={60} error={saidOf(problem, "name")} />
      <Line label={t("lurahLogin")} hint={t("lurahLoginHint")} value={login} onInput={setLogin} complete="username" max={40} error={saidOf(problem, "login")} />
      <Line label={t("lurahSecret")} hint={t("lurahSecretHint")} value={secret} onInput={setSecret} complete="new-password" secret={!shown} max={200} error={short ? t("lurahShort") : saidOf(problem, "secret")}>
        <label class="tick"><input type="checkbox" checked={shown} onChange={() => show(!shown)} /><span>{t("lurahShow")}</span></label>
      </Line>
    </Frame>
  )
}
