// The page itself: Indonesian only, as it shows words the way they stand on screens. No part of any phone's shell.
import type { ComponentChildren } from "preact"
import { useState } from "preact/hooks"
import { chosenTheme, chooseTheme, themes } from "../../ui/theme"
import { Clock } from "../../ui/Clock"
import { Drum } from "../../ui/Drum"
import { Icon } from "../../ui/Icon"
import { ZoneShape } from "../../ui/Zone"
import { calm, clocks, shapes, steps } from "./calm"
import { doing, frames } from "./doing"
import type { Examples } from "./example"
import { Colours, Space, Type } from "./Tokens"

export const shown: Examples = { ...calm, ...doing, ...frames }

export function Gallery() {
  return (
    <div class="gallery">
      <nav aria-label="Rupa">
        <h1>Rupa Jogo Tonggo</h1>
        <p class="note">Kain, kentongan, pelat. Setiap bagian, setiap keadaan.</p>
        <Themes />
        <ul class="index">{Object.keys(shown).map((name) => <li key={name}><a href={"#" + name}>{name}</a></li>)}</ul>
      </nav>
      <Part name="Warna"><Colours /></Part>
      <Part name="Huruf"><Type /></Part>
      <Part name="Jarak dan sudut"><Space /></Part>
      <Part name="Kosakata keadaan"><Vocabulary /></Part>
      {Object.entries({ ...calm, ...doing } as Examples).map(([name, examples]) => (
        <Part key={name} name={name}>
          <div class="examples">{examples.map(([state, draw]) => <figure key={state}><figcaption class="note">{state}</figcaption>{draw()}</figure>)}</div>
        </Part>
      ))}
      <Frames />
    </div>
  )
}

function Part({ name, children }: { name: string; children: ComponentChildren }) {
  return <section id={name} aria-label={name}><h2>{name}</h2>{children}</section>
}

const sizes = [100, 150, 200]

function Themes() {
  const [theme, setTheme] = useState(chosenTheme)
  const [size, setSize] = useState(100)
  const grow = (percent: number) => {
    setSize(percent)
    document.documentElement.style.fontSize = percent + "%"
  }
  const pick = (one: typeof theme) => {
    chooseTheme(one)
    setTheme(one)
  }
  return (
    <div class="picks">
      {themes.map((one) => <Pick key={one} word={one} on={one === theme} onClick={() => pick(one)} />)}
      {sizes.map((one) => <Pick key={one} word={one + " %"} on={one === size} onClick={() => grow(one)} />)}
    </div>
  )
}

const Pick = ({ word, on, onClick }: { word: string; on: boolean; onClick: () => void }) => (
  <button type="button" class={on ? "button pick on" : "button pick"} aria-pressed={on} onClick={onClick}>{on && <Icon name="check" />}<span>{word}</span></button>
)

/** Shape, word and colour of every state side by side; never two without the third. */
function Vocabulary() {
  return (
    <div class="vocabulary">
      {shapes.map(([shape, zone, triage]) => <p key={shape} class="state"><ZoneShape shape={shape} size="1.5em" /><span>{zone}{triage && <span class="note"> · {triage}</span>}</span></p>)}
      {steps.map(([step, word]) => <p key={step} class="state"><Drum step={step} /><span>{word}</span></p>)}
      {clocks.map(([word, props]) => <div key={word} class="state"><Clock {...props} quiet /><span>{word}</span></div>)}
      <p class="state"><Icon name="alert" /><span>Pesan di isian atau buku</span></p>
      <p class="state"><Icon name="silent" /><span>Tanpa sinyal</span></p>
    </div>
  )
}

/** One at a time: a screen brings a page's own landmarks. */
function Frames() {
  const [at, turn] = useState(0)
  return (
    <>
      <Part name="Screen">
        <div class="picks">{frames.Screen.map(([state], i) => <Pick key={state} word={state} on={i === at} onClick={() => turn(i)} />)}</div>
      </Part>
      <div class="frame">{frames.Screen[at]![1]()}</div>
    </>
  )
}
