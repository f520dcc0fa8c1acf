// The frame of every calm phone screen: cloth, head, what one reads, what one does.
import type { ComponentChildren } from "preact"
import { useLayoutEffect, useRef } from "preact/hooks"
import { t } from "../core/i18n"
import { Icon } from "./Icon"
import { Lurik } from "./Lurik"
import { Plate } from "./Plate"

type Props = {
  title: string
  back?: () => void
  note?: ComponentChildren
  lurik?: { rw: number | null; rt: number | null }
  plate?: readonly string[]
  /** Buttons at the right of the head: menu, home. */
  tools?: ComponentChildren
  strip?: ComponentChildren
  bar?: ComponentChildren
  children?: ComponentChildren
}

// Whether the screen that went away a moment ago had the focus on its name: the one in its place takes it over.
let named = false

export function Screen({ title, back, note, lurik, plate, tools, strip, bar, children }: Props) {
  const name = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    const it = name.current!
    if (named) {
      named = false
      it.tabIndex = -1
      it.focus({ preventScroll: true })
    }
    return () => void (named = document.activeElement === it)
  }, [])
  return (
    <div class="screen">
      <Lurik rw={lurik?.rw ?? null} rt={lurik?.rt ?? null} />
      {strip}
      <header class="head">
        {back && <button type="button" class="round" aria-label={t("back")} onClick={back}><Icon name="back" /></button>}
        <div>
          <h1 ref={name}>{title}</h1>
          {note && <p class="note">{note}</p>}
        </div>
        {plate && <Plate lines={plate} />}
        {tools}
      </header>
      <main class="scroll" tabIndex={0}>{children}</main>
      {bar && <footer class="bar">{bar}</footer>}
    </div>
  )
}

/** Pale turmeric under the cloth: the truth about the line, in words. */
export function Strip({ tone, children }: { tone: "offline" | "degraded"; children: ComponentChildren }) {
  return (
    <div class={`strip ${tone}`} role="status">
      <Icon name={tone === "offline" ? "silent" : "alert"} />
      <p>{children}</p>
    </div>
  )
}
