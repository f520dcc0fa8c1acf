// Away for some days: who acts meanwhile, from when until when, said in one sentence before it is sent.
import type { ComponentChildren } from "preact"
import { useState } from "preact/hooks"
import { placeName } from "../../../core/area"
import { dayOf } from "../../../core/time"
import { Button } from "../../../ui/Button"
import { Icon } from "../../../ui/Icon"
import { Screen } from "../../../ui/Screen"
import { t } from "../../../words/office"
import { homeOf, usePhone, useTown } from "../context"
import { useKept } from "../own/useKept"
import { back } from "../route"
import { QueueStrip } from "../Strips"
import { Wrong } from "../Wrong"
import { Choose } from "./Choose"
import { Dates } from "./Dates"
import { Finder } from "./Finder"
import type { Item } from "./find"
import { headships, type Post } from "./posts"
import { othersOf, presets, sentence, wireDays, wrongDays, type Days, type StandIns } from "./standin"
import { Standings } from "./Standings"
import { useRts } from "./useRts"

const service = "member"
const grace = 8000

export function StandIn() {
  const { phone, view } = usePhone()
  const now = useTown()
  const posts = headships(view.account)
  const [post, setPost] = useState<Post>(posts[0]!)
  const rts = useRts([post])
  const [rtChosen, setRt] = useState("")
  const rt = rts.includes(rtChosen) ? rtChosen : (rts[0] ?? "")
  const [more, open] = useState(false)

  // Both are asked again when something of this queue went out.
  const acts = view.queue.filter((entry) => entry.service === service && (entry.move === "stand_in" || entry.move === "leave"))
  const round = [post.area, rt, view.online, ...acts.map(({ key, state }) => key + state)].join()
  const read = (area: string) => (view.online && area ? () => phone.api.get<StandIns>("/standins?area=" + encodeURIComponent(area)) : null)
  const here = useKept<StandIns>(phone, "standins/" + post.area, read(post.area), round)
  const there = useKept<StandIns>(phone, "standins/" + rt, rt !== post.area ? read(rt) : null, round)
  const people = othersOf(rt === post.area ? here : there, view.account.id)

  const waiting = acts.filter((entry) => entry.move === "stand_in" && entry.body["area"] === post.area && entry.state !== "refused" && !here?.standing.some((one) => one.case === entry.case) && entry.state !== "sent")
  const standing = (here?.standing ?? []).filter((one) => !acts.some((entry) => entry.move === "leave" && entry.case === one.case && entry.state === "sent"))
  const refused = acts.filter((entry) => entry.state === "refused")
  const asks = more || standing.length + waiting.length === 0

  const frame = { title: t("standInTitle"), note: placeName(post.area), back, lurik: homeOf(view).lurik, strip: <QueueStrip view={view} now={now} {...(refused[0] ? { besides: refused[0].case } : {})} /> }
  const above = (
    <>
      {refused.map((entry) => <Wrong key={entry.key} entry={entry} />)}
      {posts.length > 1 && <Choose label={t("standInPost")} options={posts.map((one) => ({ id: one.area, title: placeName(one.area) }))} chosen={post.area} onChoose={(area) => setPost(posts.find((one) => one.area === area)!)} />}
      <Standings standing={standing} waiting={waiting} acts={acts} post={post} now={now} />
    </>
  )
  if (!asks) return <Screen {...frame} bar={<Button kind="half" onClick={() => open(true)}>{t("standInAgain")}</Button>}>{above}</Screen>
  const rtPick = rts.length > 1 && <Choose long label={t("standInRt")} options={rts.map((area) => ({ id: area, title: placeName(area) }))} chosen={rt} onChoose={setRt} />
  return (
    <Ask key={post.area} post={post} frame={frame} people={people} onDone={() => open(false)}>
      {above}
      {rtPick}
    </Ask>
  )
}

type AskProps = { post: Post; frame: Omit<Parameters<typeof Screen>[0], "children">; people: Item[] | null; onDone: () => void; children: ComponentChildren }

/** The form: who, from when, until when. */
function Ask({ post, frame, people, onDone, children }: AskProps) {
  const { phone, view } = usePhone()
  const today = dayOf(phone.now(), view.zone)
  const [who, setWho] = useState<Item | null>(null)
  const [none, setNone] = useState(false)
  const [days, setDays] = useState<Days>({ from: today, until: presets[0]!.last(today) })
  const [tried, tryIt] = useState(false)
  const wrong = wrongDays(days, today)
  const known = none || who !== null
  const right = known && Object.keys(wrong).length === 0

  const send = async () => {
    tryIt(true)
    if (!right) return
    const body = { area: post.area, ...(who && !none ? { account: who.id } : {}), ...wireDays(days, today, view.zone) }
    await phone.act({ service, move: "stand_in", body, title: sentence(none ? null : who!.title, days, today, post) }, grace)
    onDone()
  }
  return (
    <Screen {...frame} bar={
      <>
        {right && <p class="wide says"><Icon name="check" /><span>{sentence(none ? null : who!.title, days, today, post)}</span></p>}
        <Button kind="main" onClick={() => void send()}>{t("standInDo")}</Button>
      </>
    }>
      {children}
      {!none && people && (
        <Finder label={t("standInWho")} hint={t("standInWhoHint")} none={t("findNone")} items={people} chosen={who} onPick={setWho} error={tried && !known ? t("standInPick") : undefined} eager />
      )}
      {!none && !people && <p class="note">{t("standInList")}</p>}
      <label class={none ? "button pick on" : "button pick"}>
        <input class="unseen" type="checkbox" checked={none} onChange={() => setNone(!none)} />
        {none && <Icon name="check" />}
        <span>{t("standInNobody")}</span>
      </label>
      <Dates days={days} today={today} wrong={tried ? wrong : {}} onChange={setDays} />
    </Screen>
  )
}
