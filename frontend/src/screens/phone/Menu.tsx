// What is needed seldom: appearance, language, signing out.
import { useState } from "preact/hooks"
import { chooseLanguage } from "../../browser"
import { placeName } from "../../core/area"
import { spokenLanguage, type Spoken } from "../../core/i18n"
import { holds } from "../../core/session"
import { faceOf } from "../../services/face"
import { storyOf } from "../../services/story"
import { Button } from "../../ui/Button"
import { Icon } from "../../ui/Icon"
import { Option, Sheet } from "../../ui/Sheet"
import { chosenTheme, chooseTheme, themes } from "../../ui/theme"
import { t } from "../../words/pages"
import { signOutHere } from "../people/forget"
import { peopleOf } from "../people/people"
import { turnOff } from "../told/browser"
import { serviceOf } from "./catalogue"
import { usePhone } from "./context"
import { relearn } from "./relearn"
import { go } from "./route"
import { unsent } from "./Strips"
import "./screens.css"

const themeWord = { siang: "themeSiang", malam: "themeMalam", terik: "themeTerik" } as const

// Each by the name its speakers use.
const languages: Record<Spoken, string> = { id: "Indonesia", jv: "Basa Jawa", en: "English" }

export function Menu({ onClose }: { onClose: () => void }) {
  const { phone, view } = usePhone()
  const [theme, setTheme] = useState(chosenTheme())
  const waiting = unsent(view)
  const pick = (one: typeof theme) => {
    chooseTheme(one)
    setTheme(one)
  }
  const speak = (language: Spoken) => {
    chooseLanguage(language)
    void relearn(phone)
  }
  const visit = (...page: string[]) => {
    onClose()
    go(...page)
  }
  const [stuck, setStuck] = useState(false)
  const leave = async () => {
    setStuck(false)
    // This browser's address for news is everybody's who is signed in on it.
    const alone = !(await peopleOf(phone.base)).some(({ id, gone }) => !gone && id !== view.account.id)
    try {
      await signOutHere(phone.api, phone.base)
    } catch {
      return setStuck(true)
    }
    if (alone) await turnOff().catch(() => undefined)
    location.assign("/masuk")
  }
  return (
    <Sheet title={view.account.name} hint={view.account.login} open onClose={onClose}>
      <div class="ways">
        {holds(view.account, ["rt_head", "rw_head", "kader"]) && <Option onClick={() => visit("tugas")}>{t("officeTitle", { place: placeName(view.area) })}</Option>}
        <Option onClick={() => visit("orang")}>{t("menuPeople")}</Option>
        <Option onClick={() => visit("kabar-hp")}>{t("menuTold")}</Option>
        {view.account.household && <Option onClick={() => visit("data")}>{t("menuData")}</Option>}
        {view.account.household && serviceOf(view.services, "direct") && <Option onClick={() => visit("data", "langsung")}>{t("menuDirect")}</Option>}
      </div>
      {view.services.map(({ name }) => {
        const { menu } = storyOf(name)
        const { place } = faceOf(name)
        return menu && place && <Option key={name} onClick={() => { onClose(); go(place) }}>{menu()}</Option>
      })}
      <div class="ways">
        <Option onClick={() => { onClose(); go("titip", "baca") }}>{t("carryRead")}</Option>
      </div>
      <h2>{t("theme")}</h2>
      <div class="picks">
        {([null, ...themes] as const).map((one) => (
          <button key={one} type="button" class={one === theme ? "button pick on" : "button pick"} aria-pressed={one === theme} onClick={() => pick(one)}>
            {one === theme && <Icon name="check" />}
            <span>{one ? t(themeWord[one]) : t("themeSystem")}</span>
          </button>
        ))}
      </div>
      <h2>{t("language")}</h2>
      <div class="picks">
        {(Object.keys(languages) as Spoken[]).map((one) => (
          <button key={one} type="button" lang={one} class={one === spokenLanguage() ? "button pick on" : "button pick"} aria-pressed={one === spokenLanguage()} onClick={() => speak(one)}>
            {one === spokenLanguage() && <Icon name="check" />}
            <span>{languages[one]}</span>
          </button>
        ))}
      </div>
      <p class="note">{t("aboutText")} {t("aboutJavanese")}</p>
      {waiting > 0 && <p>{t("signOutKept", { n: waiting })}</p>}
      {stuck && <p role="alert">{t("signOutStuck")}</p>}
      <Button kind="half" onClick={() => void leave()}>{t("signOut")}</Button>
    </Sheet>
  )
}
