// What a wide screen can be told: its theme, its language, and what the screen itself adds.
import type { ComponentChildren } from "preact"
import type { FunctionComponent } from "preact"
import { useEffect, useState } from "preact/hooks"
import { chooseLanguage } from "../../browser"
import { currentLanguage } from "../../core/i18n"
import { Button } from "../../ui/Button"
import { Sheet } from "../../ui/Sheet"
import { t } from "../../words/wide"
import { dropKept } from "./kept"
import type { Office } from "./start"
import { ThemePicks } from "./ThemePicks"

type Props = { office: Office; open: boolean; onClose: () => void; children?: ComponentChildren }

export function MenuSheet({ office, open, onClose, children }: Props) {
  const speak = () => {
    chooseLanguage(currentLanguage() === "id" ? "en" : "id")
    location.reload()
  }
  const [telling, tell] = useState(false)
  const leave = () => {
    dropKept()
    void office.api.signOut().catch(() => undefined).then(() => location.assign("/masuk"))
  }
  if (open && telling) return <Told office={office} onClose={() => { tell(false); onClose() }} />
  return (
    <Sheet title={office.account.name} open={open} onClose={onClose}>
      <p class="note">{t("theme")}</p>
      <ThemePicks />
      <div class="halves">
        {children}
        {office.area.split(".").length === 4 && <Button kind="half" onClick={() => location.assign("/terbuka#" + office.area.split("/")[0])}>{t("menuOpenlyWide")}</Button>}
        <Button kind="half" onClick={() => tell(true)}>{t("menuToldWide")}</Button>
        <Button kind="half" onClick={speak}>{currentLanguage() === "id" ? "English" : "Bahasa Indonesia"}</Button>
        <Button kind="half" onClick={leave}>{t("signOut")}</Button>
      </div>
    </Sheet>
  )
}

type TellingProps = { office: Office; onClose: () => void }

/** News on this device is asked for seldom, so it comes as a piece of its own. */
function Told(props: TellingProps) {
  const [Ready, set] = useState<FunctionComponent<TellingProps> | null>(null)
  useEffect(() => void import("../told/ToldSheet").then((part) => set(() => part.ToldSheet)).catch(props.onClose), [])
  return Ready && <Ready {...props} />
}
