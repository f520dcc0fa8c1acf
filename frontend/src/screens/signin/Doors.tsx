// Two doors beside the sign-in page. Their codes travel behind the #, which no server and no log ever sees:
// /masuk#undangan/CODE (a house's QR, or a link the head sent) and /masuk#awal/CODE (the first person of a new server).
import { useState } from "preact/hooks"
import type { Api } from "../../core/api"
import { t } from "../../core/i18n"
import { Problem } from "../../core/problem"
import { enter } from "../../core/session"
import type { Store } from "../../core/store"
import type { Account } from "../../core/wire"
import { Icon, Screen } from "../../ui"
import { Plain, type Line } from "./Plain"

type Props = { api: Api; store: Store; code: string }

function Door({ title, text, lines, submit, send }: { title: string; text: string; lines: Line[]; submit: string; send: (typed: Record<string, string>) => Promise<unknown> }) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState("")
  const go = (typed: Record<string, string>) => {
    setBusy(true)
    setTrouble("")
    send(typed).then(
      () => location.assign("/"),
      (problem: unknown) => {
        setBusy(false)
        setTrouble(said(problem))
      },
    )
  }
  return (
    <Screen title={title} note={t("appName")}>
      <p>{text}</p>
      {trouble && <p class="why" role="alert"><Icon name="alert" size="1.25em" /> {trouble}</p>}
      <Plain lines={lines} submit={submit} busy={busy} onEnter={go} />
    </Screen>
  )
}

export function Invited({ api, store, code }: Props) {
  const lines = [{ name: "name", label: t("yourName"), hint: t("yourNameHint"), complete: "name" }]
  const send = ({ name = "" }: Record<string, string>) => api.accept(code, name).then((account: Account) => enter(store, account))
  return <Door title={t("welcome")} text={t("invitedText")} lines={lines} submit={t("signIn")} send={send} />
}

export function Founding({ api, store, code }: Props) {
  const lines = [
    { name: "area", label: t("areaCode"), hint: t("areaCodeHint") },
    { name: "place", label: t("areaName") },
    { name: "name", label: t("yourName"), complete: "name" },
    { name: "login", label: t("login"), complete: "username" },
    { name: "secret", label: t("secret"), hint: t("secretHint"), secret: true, complete: "new-password" },
  ]
  const send = (typed: Record<string, string>) => api.setup({ code, ...typed }).then((account: Account) => enter(store, account))
  return <Door title={t("foundingTitle")} text={t("foundingText")} lines={lines} submit={t("foundingSubmit")} send={send} />
}

function said(problem: unknown): string {
  if (!(problem instanceof Problem)) return t("signInUnreachable")
  const { detail, fields } = problem.refusal
  return [detail, ...fields.map(({ message }) => message)].filter(Boolean).join(" ")
}
