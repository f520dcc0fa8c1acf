// The readable parts of a case: the code only its own household sees, and what was asked for.
import { t } from "../../words/pages"
import { fields } from "../../core/schema"
import type { CaseDetail, Service } from "../../core/wire"
import { storyOf } from "../../services/story"
import { Icon } from "../../ui/Icon"
import { Plate } from "../../ui/Plate"
import { strings } from "./text"

export function Code({ data }: { data: Record<string, unknown> }) {
  const code = strings(data["hand_over_code"])
  if (!code) return null
  return (
    <section class="card code">
      <h2>{t("codeTitle")}</h2>
      <p class="digits" role="img" aria-label={code.split("").join(" ")}>
        {code.split("").map((digit, i) => <Plate key={i} lines={[digit]} />)}
      </p>
      <p><b>{t("codeGive")}</b></p>
      <p>{t("codeNever")}</p>
    </section>
  )
}

/** Every value this viewer may read, under the title its declaration gives it. */
export function Facts({ service, facts, mine }: { service: Service | undefined; facts: CaseDetail; mine: boolean }) {
  // Several moves may have a "note"; what the opening move calls it is what the household was asked.
  const asked = [...(service?.moves ?? [])].sort((a, b) => Number(a.opens) - Number(b.opens))
  const declared = new Map(asked.flatMap((move) => fields(move.schema)).map((field) => [field.name, field]))
  const { labels = {}, titled = [], skip } = storyOf(facts.service)
  const rows = Object.entries(facts.data).flatMap(([name, value]) => {
    const field = declared.get(name)
    const label = labels[name]?.() ?? field?.title
    if (!label || titled.includes(name) || skip?.(name, value) || value === "" || value === false || value === null || field?.kind === "reference") return []
    const said = field?.options.find((option) => option.value === value)?.title ?? (value === true ? t("yes") : String(value))
    return [[label, said] as const]
  })
  const holder = facts.holder && !mine ? (facts.holder.mine ? t("heldByMe") : t("heldBy", { name: facts.holder.name })) : null
  if (rows.length === 0 && !holder) return null
  return (
    <dl class="card rows facts" aria-label={t("details")}>
      {rows.map(([title, said]) => (
        <div key={title} class={said.length > 24 ? "long" : undefined}><dt>{title}</dt><dd>{said}</dd></div>
      ))}
      {holder && <div class="long"><dd>{holder}</dd></div>}
    </dl>
  )
}

export const UrgentMark = () => <span class="mark"><Icon name="alert" size="1.25em" /> {t("urgentMark")}</span>
