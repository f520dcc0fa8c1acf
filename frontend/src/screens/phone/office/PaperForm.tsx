// A form on paper, drawn from the declaration: boxes to tick for choices, lines for text, small boxes for dates and numbers.
import { fields, type Field } from "../../../core/schema"
import { plateLines } from "../../../core/area"
import { t } from "../../../words/office"
import { consents } from "./consents"
import type { Filing } from "./filings"

const Boxes = ({ n }: { n: number }) => <span class="cells">{Array.from({ length: n }, (_, i) => <i key={i} />)}</span>
const Tick = ({ word }: { word: string }) => <span class="tick"><i />{word}</span>
const Line = () => <i class="rule" />

const DateBoxes = ({ bare }: { bare?: boolean }) => <span class="date"><Boxes n={2} /> / <Boxes n={2} /> / <Boxes n={4} />{!bare && <span class="small"> {t("paperDate")}</span>}</span>

const long = 120

/** What takes a whole line; two of the others stand beside each other. */
const wide = (field: Field): boolean => field.kind === "text" || field.kind === "choice" || field.kind === "moment" || field.title.length > 40

function Blank({ field, parts }: { field: Field; parts: boolean }) {
  switch (field.kind) {
    case "choice":
      return <p class="ticks">{field.options.map(({ value, title }) => <Tick key={value} word={title} />)}</p>
    case "toggle":
      return <p class="ticks"><Tick word={t("yes")} /><Tick word={t("no")} /></p>
    case "date":
      return <p><DateBoxes /></p>
    case "moment":
      return <p><DateBoxes /> <Boxes n={2} /> . <Boxes n={2} /> <span class="small">{t("paperHour")}</span></p>
    case "number":
      return <p><Boxes n={Math.max(2, String(field.max ?? 99).length)} />{parts && <> , <Boxes n={1} /></>} <span class="small">{field.min !== null && field.max !== null ? t("paperRange", { min: field.min, max: field.max }) : ""}</span></p>
    default:
      return <>{Array.from({ length: (field.maxLength ?? 0) > long ? 3 : 1 }, (_, i) => <Line key={i} />)}</>
  }
}

export function PaperForm({ filing, rt }: { filing: Filing; rt: string }) {
  const asked = fields(filing.move.schema).filter(({ kind }) => kind !== "reference")
  return (
    <section class="leaf form">
      <header>
        <div><p class="small">Jogo Tonggo</p><h2>{filing.title}</h2></div>
        <p class="where">{plateLines(rt).map((line) => <b key={line} class="number">{line}</b>)}</p>
      </header>
      <p class="row"><span class="ask">{t("paperHouse")}</span><Boxes n={4} /><span class="ask">{t("paperFilled")}</span><DateBoxes bare /></p>
      <p class="row"><span class="ask">{t("paperBy")}</span><Line /></p>
      <div class="questions">
        {asked.map((field) => (
          <div key={field.name} class={wide(field) ? "question wide" : "question"}>
            <p class="ask">{field.title}{!field.required && <span class="small"> · {t("optional")}</span>}</p>
            {field.hint && <p class="small">{field.hint}</p>}
            <Blank field={field} parts={filing.move.schema.properties?.[field.name]?.type === "number"} />
          </div>
        ))}
      </div>
      <div class="question agreed">
        <p class="ask">{t("agreedBy")}</p>
        <p class="ticks">{consents.map(([id, word]) => <Tick key={id} word={t(word)} />)}</p>
        <p class="row sign"><span class="ask">{t("paperSign")}</span><Line /></p>
      </div>
      <footer><p>{t("paperGive")}</p><p><b>{t("paperDanger")}</b></p></footer>
    </section>
  )
}
