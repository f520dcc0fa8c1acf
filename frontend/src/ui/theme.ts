// Siang, malam or terik: the person's own choice, else what the system says. A wall without a choice follows the hour.

export type Theme = "siang" | "malam" | "terik"
export const themes: readonly Theme[] = ["siang", "malam", "terik"]

const slot = "jt.theme"
let byHour: (() => Theme) | null = null

export function chosenTheme(): Theme | null {
  const kept = localStorage.getItem(slot)
  return themes.includes(kept as Theme) ? (kept as Theme) : null
}

const dark = () => matchMedia("(prefers-color-scheme: dark)")

/** Paints the page. Call once at start; it follows the system from then on. */
export function paintTheme(): void {
  document.documentElement.dataset["theme"] = chosenTheme() ?? byHour?.() ?? (dark().matches ? "malam" : "siang")
}

export function startTheme(wall?: () => Theme): void {
  byHour = wall ?? null
  dark().addEventListener("change", paintTheme)
  paintTheme()
}

/** null gives the choice back to the system. */
export function chooseTheme(theme: Theme | null): void {
  if (theme) localStorage.setItem(slot, theme)
  else localStorage.removeItem(slot)
  paintTheme()
}

/** A wall is dark from 18.00 to 05.30, by the minutes of its own zone. */
export const wallTheme = (minutes: number): Theme => (minutes >= 18 * 60 || minutes < 5 * 60 + 30 ? "malam" : "siang")
