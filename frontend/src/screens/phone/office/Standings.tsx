// Who stands in now or soon, and what of it still lies on this phone.
import { useState } from "preact/hooks"
import { isFree, type Entry } from "../../../core/outbox"
import { dayOf } from "../../../core/time"
import { Button } from "../../../ui/Button"
import { Drum } from "../../../ui/Drum"
import { Sheet } from "../../../ui/Sheet"
import { t } from "../../../words/office"
import { usePhone } from "../context"
import { entryNote } from "../Unsent"
import type { Post } from "./posts"
import { postName, standingSentence, type Standing } from "./standin"

type Props = { standing: readonly Standing[]; waiting: readonly Entry[]; acts: readonly Entry[]; post: Post; now: number }

export function Standings({ standing, waiting, acts, post, now }: Props) {
  const { phone, view } = usePhone()
  const [ending, end] = useState<Standing | null>(null)
  const me = view.account.id
  const today = dayOf(now, view.zone)
  const hint = (one: Standing) => (Date.parse(one.from) > now ? t("standInEndLater") : one.account === me && !one.away ? t("standInEndMine", { post: postName(post) }) : t("standInEndHint"))
  const leave = (one: Standing) => {
    end(null)
    void phone.act({ service: "member", move: "leave", case: one.case, body: { case: one.case }, title: t("standInEnding") })
  }
  return (
    <>
      {standing.map((one) => {
        const underway = acts.find((entry) => entry.move === "leave" && entry.case === one.case && entry.state !== "refused")
        return (
          <article key={one.case} class="card stands">
            <p><Drum step="read" /> <b>{standingSentence(one, me, today, view.zone, post)}</b></p>
            {underway ? <p class="note">{t("standInEnding")}: {entryNote(underway, view)}</p> : <Button kind="half" onClick={() => end(one)}>{t("standInEnd")}</Button>}
          </article>
        )
      })}
      {waiting.map((entry) => (
        <article key={entry.key} class="card stands">
          <p><Drum step="unsent" /> <b>{entry.title}</b></p>
          <p class="note">{entryNote(entry, view)}</p>
          {isFree(entry) && <Button kind="link" onClick={() => void phone.outbox.withdraw(entry.key)}>{t("withdraw")}</Button>}
        </article>
      ))}
      {ending && (
        <Sheet title={t("standInEndAsk")} hint={hint(ending)} open onClose={() => end(null)}>
          <Button kind="main" onClick={() => leave(ending)}>{t("standInEnd")}</Button>
        </Sheet>
      )}
    </>
  )
}
