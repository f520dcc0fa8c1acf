// A way in on the screen, for somebody who is here: one use, one hour, and a password can be chosen with it.
import { useState } from "preact/hooks"
import type { Api } from "../../core/api"
import { placeName } from "../../core/area"
import type { Invite } from "../../core/wire"
import { Button } from "../../ui/Button"
import { Icon } from "../../ui/Icon"
import { Plate } from "../../ui/Plate"
import { Screen } from "../../ui/Screen"
import { t } from "../../words/setup"
import { Qr } from "../phone/Qr"
import { said } from "./Frame"
import { Trouble } from "./Line"
import type { Person } from "./town"

export type Shown = { who: Person; invite: Invite }

export const Code = ({ shown: { who, invite }, onBack }: { shown: Shown; onBack: () => void }) => (
  <Screen title={t("paperShown", { name: who.name })} back={onBack} bar={<Button kind="half" onClick={onBack}>{t("back")}</Button>}>
    <p>{t("paperShownText")}</p>
    <Qr text={`${location.origin}/masuk#kunci/${invite.code}`} label={t("paperShown", { name: who.name })} />
    <p class="note">{t("paperShowNote")}</p>
  </Screen>
)

type Props = { api: Api; title: string; people: readonly { who: Person; at: string }[]; onShow: (shown: Shown) => void }

export function Reveal({ api, title, people, onShow }: Props) {
  const [trouble, say] = useState("")
  const reveal = (who: Person) => {
    say("")
    api.ask<{ invite: Invite }>(`/members/${who.id}/reset`, undefined).then(({ invite }) => onShow({ who, invite }), (problem) => say(said(problem)))
  }
  return (
    <details>
      <summary class="button link"><span>{title}</span></summary>
      <p class="note">{t("paperShowNote")}</p>
      <Trouble>{trouble}</Trouble>
      <ul class="rows">
        {people.map(({ who, at }) => (
          <li key={at + who.id}>
            <button type="button" class="opener" onClick={() => reveal(who)}>
              {at && <Plate small outlined lines={[placeName(at)]} />}<span><b>{who.name}</b><span class="note">{who.login}</span></span><Icon name="code" />
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
