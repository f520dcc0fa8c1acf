// The door of somebody invited, by a house's QR or a link the head sent: /masuk#undangan/CODE.
// The code travels behind the #, which no server and no log ever sees.
import { useState } from "preact/hooks"
import type { Api } from "../../core/api"
import { t } from "../../words/pages"
import { Problem } from "../../core/problem"
import { enter } from "../../core/who"
import type { Store } from "../../core/store"
import { Icon } from "../../ui/Icon"
import { Screen } from "../../ui/Screen"
import { tellTabs } from "../people/tabs"
import { Plain } from "./Plain"
import "../phone/screens.css"

type Props = { api: Api; store: Store; code: string }

export function Invited({ api, store, code }: Props) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState("")
  const go = async ({ name = "" }: Record<string, string>) => {
    setBusy(true)
    setTrouble("")
    try {
      const account = await api.accept(code, name)
      await enter(store, account)
      tellTabs(account.id)
      location.assign("/")
    } catch (problem) {
      setBusy(false)
      setTrouble(said(problem))
    }
  }
  return (
    <Screen title={t("welcome")} note={t("appName")}>
      <p>{t("invitedText")}</p>
      {trouble && <p class="why" role="alert"><Icon name="alert" size="1.25em" /> {trouble}</p>}
      <Plain lines={[{ name: "name", label: t("yourName"), hint: t("yourNameHint"), complete: "name" }]} submit={t("signIn")} busy={busy} onEnter={(typed) => void go(typed)} />
    </Screen>
  )
}

function said(problem: unknown): string {
  if (!(problem instanceof Problem)) return t("signInUnreachable")
  const { detail, fields } = problem.refusal
  return [detail, ...fields.map(({ message }) => message)].filter(Boolean).join(" ")
}
