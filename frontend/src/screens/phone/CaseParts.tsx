// The readable parts of a case: the code only its own household sees, and what was asked for.
import type { CaseDetail, Service } from "../../core/wire"
import { storyOf } from "../../services/story"
import { told } from "../../services/told"
import { Plate } from "../../ui/Plate"
import { t } from "../../words/pages"
import { Photos } from "../photo/Photos"
import { strings } from "./text"

export function Codes({ facts }: { facts: CaseDetail }) {
  return (
    <>
      {storyOf(facts.service).codes?.map(({ field, title, use }) => {
        const code = strings(facts.data[field])
        return code && (
          <section key={field} class="card code">
            <h2>{title()}</h2>
            <p class="digits" role="img" aria-label={code.split("").join(" ")}>
              {code.split("").map((digit, i) => <Plate key={i} lines={[digit]} />)}
            </p>
            {use().map((sentence, i) => <p key={sentence}>{i === 0 ? <b>{sentence}</b> : sentence}</p>)}
          </section>
        )
      })}
    </>
  )
}

/** Every value this viewer may read, under the title its declaration gives it. */
export function Facts({ service, facts, mine, moment }: { service: Service | undefined; facts: CaseDetail; mine: boolean; moment: (at: number) => string }) {
  const rows = told(service, facts.data, moment)
  const holder = facts.holder && !mine ? (facts.holder.mine ? t("heldByMe") : t("heldBy", { name: facts.holder.name })) : null
  if (rows.length === 0 && !holder) return null
  return (
    <>
      <dl class="card rows facts" aria-label={t("details")}>
        {rows.map(({ name, title, said }) => (
          <div key={name} class={title.length + said.length > 32 ? "long" : undefined}><dt>{title}</dt><dd>{said}</dd></div>
        ))}
        {holder && <div class="long"><dd>{holder}</dd></div>}
      </dl>
      <Photos data={facts.data} />
    </>
  )
}
