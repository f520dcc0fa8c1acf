// Colours by role and theme with what was measured on this very page, then type, space and form.
import { useLayoutEffect, useRef, useState } from "preact/hooks"
import { contrast, eyes, fills, least, marked, nearest, pairs, seenAs, themeNames } from "../../ui/measure"
import tokens from "../../ui/tokens.css?raw"

export const roles = [...new Set([...tokens.matchAll(/--([\w-]+):\s*#/g)].map(([, role]) => role!))]

type Table = Record<string, Record<string, string>>

/** Asks the browser what each role is in each theme. */
function useColours() {
  const box = useRef<HTMLDivElement>(null)
  const [table, set] = useState<Table>({})
  useLayoutEffect(() => {
    const found = [...box.current!.children].map((one) => {
      const style = getComputedStyle(one)
      return [(one as HTMLElement).dataset["theme"]!, Object.fromEntries(roles.map((role) => [role, style.getPropertyValue("--" + role).trim()]))]
    })
    set(Object.fromEntries(found))
  }, [])
  const probe = <div ref={box} hidden>{themeNames.map((theme) => <i key={theme} data-theme={theme} />)}</div>
  return { table, probe }
}

const point = (n: number) => n.toFixed(1).replace(".", ",")

export function Colours() {
  const { table, probe } = useColours()
  const of = (theme: string, role: string) => (role === "putih" ? "#FFFFFF" : (table[theme]?.[role] ?? "#000000"))
  return (
    <>
      {probe}
      <ul class="swatches">
        {roles.map((role) => (
          <li key={role}>
            <b>{role}</b>
            {themeNames.map((theme) => <span key={theme} class="note"><i style={{ background: of(theme, role) }} />{of(theme, role)}</span>)}
          </li>
        ))}
      </ul>
      <h3>Kontras terukur</h3>
      <table>
        <thead><tr><th scope="col">Di atas</th>{themeNames.map((theme) => <th key={theme} scope="col">{theme}</th>)}<th scope="col">paling sedikit</th></tr></thead>
        <tbody>
          {(Object.keys(pairs) as (keyof typeof pairs)[]).flatMap((kind) => pairs[kind].map((line) => {
            const [ink = "", ground = ""] = line.split(" ")
            return (
              <tr key={kind + line}>
                <th scope="row">{ink} di {ground}</th>
                {themeNames.map((theme) => <td key={theme}>{marked.has(`${theme} ${line}`) ? "tepi hitam" : point(contrast(of(theme, ink), of(theme, ground)))}</td>)}
                <td>{point(least[kind])}</td>
              </tr>
            )
          }))}
        </tbody>
      </table>
      <h3>Ubin zona pada lima cara melihat</h3>
      <table>
        <thead><tr><th scope="col">Mata</th>{themeNames.map((theme) => <th key={theme} scope="col">{theme}: jarak terkecil</th>)}</tr></thead>
        <tbody>
          {Object.entries(eyes).map(([name, eye]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {themeNames.map((theme) => (
                <td key={theme}>
                  <span class="fills" aria-hidden="true">{fills.map((role) => <i key={role} style={{ background: seenAs(of(theme, role), eye) }} />)}</span>
                  {Math.round(nearest(fills.map((role) => of(theme, role)), eye))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const type = [
  ["catatan", "14 / 1,35", "14", "22", "note"], ["isi", "17 / 1,4", "15", "25", "body"], ["kuat", "19 tebal", "16 tebal", "27 tebal", "strong"],
  ["judul", "22 tebal", "20 tebal", "46 tebal", "title"], ["angka", "44 tebal", "–", "58 tebal", "figure"], ["alarm", "44 tebal", "28 tebal", "116 tebal", "shout"],
] as const

export const Type = () => (
  <table>
    <thead><tr>{["Langkah", "HP", "Meja", "Papan"].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
    <tbody>{type.map(([name, phone, desk, board, kind]) => <tr key={name}><th scope="row" class={"type " + kind}>{name}</th><td>{phone}</td><td>{desk}</td><td>{board}</td></tr>)}</tbody>
  </table>
)

export const Space = () => (
  <>
    <ul class="spaces">{[4, 8, 12, 16, 24, 36].map((n) => <li key={n}><i style={{ width: n + "px" }} />{n}</li>)}</ul>
    <ul class="corners">{([["pelat", 6], ["ujung kelopak", 8], ["tombol", 10], ["kartu", 12], ["lembar", 20], ["perut kelopak", 44]] as const).map(([name, n]) => <li key={name}><i style={{ borderRadius: n + "px" }} />{name} {n}</li>)}</ul>
  </>
)
