// Siang, malam, terik, or as the system or the hour has it.
import { useState } from "preact/hooks"
import { chosenTheme, chooseTheme, themes, type Theme } from "../../ui/theme"
import { t, type Word } from "../../words/wide"

const themeWords: Record<Theme, Word> = { siang: "themeSiang", malam: "themeMalam", terik: "themeTerik" }

export function ThemePicks() {
  const [theme, set] = useState(chosenTheme)
  const pick = (next: Theme | null) => {
    chooseTheme(next)
    set(next)
  }
  return (
    <div class="picks">
      {[null, ...themes].map((one) => (
        <button key={one ?? "auto"} type="button" class={"button pick" + (one === theme ? " on" : "")} aria-pressed={one === theme} onClick={() => pick(one)}>
          {t(one ? themeWords[one] : "themeAuto")}
        </button>
      ))}
    </div>
  )
}
