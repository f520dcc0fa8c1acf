// The lobby: who is on duty and what the kelurahan did, for everybody who stands there. No zone, no case, no number of an RT.
import { useEffect, useState } from "preact/hooks"
import { minuteOfDay } from "../../core/time"
import type { Lobby as Shown } from "../../core/wire"
import { Drum } from "../../ui/Drum"
import { Failure, Loading } from "../../ui/Empty"
import { Icon } from "../../ui/Icon"
import { Lurik } from "../../ui/Lurik"
import { Sheet } from "../../ui/Sheet"
import { paintTheme, startTheme, wallTheme } from "../../ui/theme"
import { t, type Word } from "../../words/wall"
import { Day } from "../wide/Now"
import { StatusLine } from "../wide/StatusLine"
import { ThemePicks } from "../wide/ThemePicks"
import { blocksOf, type Block } from "./blocks"
import { Head } from "./Head"
import { Blocks } from "./Map"
import { minutes, shareOf } from "./Pace"
import { Counters, type Counted } from "./Side"
import { Lying, TileFace, tileName } from "./Tile"
import { useLobby } from "./useLobby"

type Post = Shown["posts"][string]
const words: Record<Post, Word> = { ready: "dutyReady", deputy: "dutyDeputy", watch: "dutyWatch" }
const numbers = [["112", "numberAny"], ["119", "numberAmbulance"], ["113", "numberFire"], ["110", "numberPolice"]] as const satisfies readonly (readonly [string, Word])[]

export function Lobby({ code }: { code: string }) {
  const { lobby, live, skew, trouble } = useLobby(code)
  const [menu, setMenu] = useState(false)
  const zone = lobby?.time_zone ?? "Asia/Jakarta"
  useEffect(() => {
    startTheme(() => wallTheme(minuteOfDay(Date.now() + skew, zone)))
    const timer = setInterval(paintTheme, 60_000)
    return () => clearInterval(timer)
  }, [skew, zone])
  if (trouble) return <div class="entry"><Lurik rw={null} rt={null} /><Failure title={t(trouble === "gone" ? "lobbyGone" : "lobbySpent")}><p>{t(trouble === "gone" ? "lobbyGoneHint" : "lobbySpentHint")}</p></Failure></div>
  const strip = <StatusLine live={live} skew={skew} provenAt={0} zone={zone}><p class="legend">{t("lobbyStrip")}</p></StatusLine>
  return (
    <>
      <Lurik rw={null} rt={null} />
      {lobby ? (
        <div class="board lobby">
          <Head title={t("kelurahanNamed", { name: lobby.name })} badge={false} skew={skew} zone={zone} onMenu={() => setMenu(true)}>
            {[...lobby.path.slice(0, -1).flatMap(({ area, name }) => (name === area ? [] : name)).reverse().slice(0, 2), ""].filter(Boolean).join(", ")} · {counted(lobby)} · <Day skew={skew} zone={zone} />
          </Head>
          <Blocks rts={lobby.rts} block={(block) => ({ summary: t("countRt", { n: block.rts.length }), tiles: tilesOf(block, lobby) })} />
          <aside class="side">
            <Counters counters={countersOf(lobby)} />
            <section class="part">
              <header><h2>{t("numbersTitle")}</h2></header>
              <dl class="numbers">{numbers.map(([number, word]) => <div key={number}><dt>{number}</dt><dd>{t(word)}</dd></div>)}</dl>
            </section>
          </aside>
          {strip}
        </div>
      ) : <div class="board"><main class="map"><Loading label={t("opening")} cards={3} /></main>{strip}</div>}
      <Sheet title={t("screenMenu")} hint={t("themesTitle")} leave={t("close")} open={menu} onClose={() => setMenu(false)}><ThemePicks /></Sheet>
    </>
  )
}

const counted = ({ rts }: Shown): string => {
  const rws = blocksOf(rts).filter(({ rw }) => rw !== null).length
  return [rws > 0 && t("countRw", { n: rws }), t("countRt", { n: rts.length })].filter(Boolean).join(" · ")
}

const tilesOf = ({ rts }: Block, { posts }: Shown) =>
  rts.map((area) => {
    const post = posts[area] ?? "deputy"
    const word = t(words[post])
    return <TileFace key={area} area={area} kind={post} word={word} label={`${tileName(area)}, ${word}`} far={false} shape={<PostShape post={post} />} />
  })

const PostShape = ({ post }: { post: Post }) => (post === "watch" ? <Icon name="drum" size="26" /> : <Lying><Drum step={post === "ready" ? "done" : "read"} tone={post === "ready" ? "past" : "next"} /></Lying>)

function countersOf({ pace, manned }: Shown): Counted[] {
  return [
    { figure: pace.received ?? "<5", words: t("lobbyReceived", { n: pace.days }) },
    { ...shareOf(pace), words: t("lobbyShare") },
    { ...minutes(pace.verify_minutes), words: t("lobbyVerify") },
    { figure: manned, words: t("lobbyManned") },
  ]
}
