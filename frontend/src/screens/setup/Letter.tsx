// A head's letter: /masuk#kunci/CODE opens an account that is there already, once. A password may be chosen, so that its owner can come back without paper.
import { useState } from "preact/hooks"
import type { Api } from "../../core/api"
import { Problem } from "../../core/problem"
import type { Store } from "../../core/store"
import { enter } from "../../core/who"
import type { Account } from "../../core/wire"
import { Button, LinkButton } from "../../ui/Button"
import { Empty } from "../../ui/Empty"
import { Screen } from "../../ui/Screen"
import { t } from "../../words/setup"
import { tellTabs } from "../people/tabs"
import { said, saidOf } from "./Frame"
import { Line, Trouble } from "./Line"
import "../phone/screens.css"
import "./setup.css"

export function Letter({ api, store, code }: { api: Api; store: Store; code: string }) {
  const [secret, setSecret] = useState("")
  const [shown, show] = useState(false)
  const [short, missing] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, fail] = useState<unknown>(null)
  const go = async () => {
    missing(secret !== "" && secret.length < 8)
    if (secret !== "" && secret.length < 8) return
    setBusy(true)
    fail(null)
    try {
      const { account } = await api.ask<{ account: Account }>("/invites/return", { code, ...(secret && { secret }) })
      await enter(store, account)
      tellTabs(account.id)
      location.assign("/")
    } catch (reason) {
      setBusy(false)
      fail(reason)
    }
  }
  if (problem instanceof Problem && problem.refusal.status === 404)
    return <Screen title={t("appName")} bar={<LinkButton kind="half" href="/masuk">{t("signIn")}</LinkButton>}><Empty title={t("keyGone")}>{t("keyGoneHint")}</Empty></Screen>
  return (
    <Screen title={t("keyTitle")} note={t("appName")} bar={<Button kind="main" disabled={busy} onClick={() => void go()}>{t("signIn")}</Button>}>
      <form class="step" noValidate onSubmit={(event) => { event.preventDefault(); void go() }}>
        <p>{t("keyText")}</p>
        <Trouble>{problem !== null && !saidOf(problem, "secret") && said(problem)}</Trouble>
        <Line optional label={t("keySecret")} hint={t("keySecretHint")} value={secret} onInput={setSecret} complete="new-password" secret={!shown} max={200} error={short ? t("lurahShort") : saidOf(problem, "secret")}>
          <label class="tick"><input type="checkbox" checked={shown} onChange={() => show(!shown)} /><span>{t("lurahShow")}</span></label>
        </Line>
        <button type="submit" hidden />
      </form>
    </Screen>
  )
}
