// Reads the sealed report of a neighbour without a signal and puts it into this phone's own queue, unread.
import { useEffect, useRef, useState } from "preact/hooks"
import { Collector } from "../../../core/carry"
import { StorageFull, type Entry } from "../../../core/outbox"
import { t } from "../../../words/pocket"
import { Button } from "../../../ui/Button"
import { Drum } from "../../../ui/Drum"
import { Failure } from "../../../ui/Empty"
import { Screen } from "../../../ui/Screen"
import { homeOf, usePhone } from "../context"
import type { Phone, View } from "../phone"
import { back, goInstead } from "../route"
import { decoder } from "./decode"

type Read = { entry: Entry; before: boolean }

export function Receive() {
  const { phone, view } = usePhone()
  const [read, setRead] = useState<Read | null>(null)
  const [full, setFull] = useState<string | null>(null)
  const frame = { title: t("carryRead"), back, lurik: homeOf(view).lurik }
  const store = (envelope: string) =>
    take(phone, view, envelope).then(setRead, (problem: unknown) => {
      if (!(problem instanceof StorageFull)) throw problem
      setFull(envelope)
    })
  const again = () => {
    setRead(null)
    setFull(null)
  }
  if (full)
    return (
      <Screen {...frame} bar={<Button kind="main" onClick={() => void store(full)}>{t("storeAgain")}</Button>}>
        <Failure title={t("storeFull")}><p>{t("storeFullText")}</p><p>{t("storeFullHint")}</p></Failure>
      </Screen>
    )
  if (!read) return <Scanner frame={frame} onEnvelope={(envelope) => void store(envelope)} />
  const entry = view.queue.find(({ key }) => key === read.entry.key) ?? read.entry
  const sent = entry.state === "sent"
  return (
    <Screen {...frame} bar={<><Button kind="main" onClick={again}>{t("readAgain")}</Button><Button kind="half" onClick={() => goInstead("antrean")}>{t("readQueue")}</Button></>}>
      <div class="card" role="status">
        <div class="queued">
          <Drum step={sent ? "done" : entry.state === "refused" ? "struck" : "unsent"} />
          <div>
            <b>{read.before ? t("readTwice") : t(sent ? "readSent" : "readSaved")}</b>
            <p class={entry.state === "refused" ? "wrong" : "note"}>{entry.state === "refused" ? entry.why?.detail : t(sent ? "readSentHint" : "readSavedHint")}</p>
          </div>
        </div>
      </div>
    </Screen>
  )
}

/** The same envelope is kept once, however often the camera sees it. */
async function take(phone: Phone, view: View, envelope: string): Promise<Read> {
  const before = view.queue.find((entry) => entry.way === "carried" && entry.body["envelope"] === envelope)
  if (before) return { entry: before, before: true }
  const entry = await phone.act({ service: "", move: "", way: "carried", title: t("carriedTitle"), body: { envelope } })
  return { entry, before: false }
}

type ScannerProps = { frame: { title: string; back: () => void }; onEnvelope: (envelope: string) => void }

function Scanner({ frame, onEnvelope }: ScannerProps) {
  const video = useRef<HTMLVideoElement>(null)
  const [collector] = useState(() => new Collector())
  const [said, say] = useState(t("readHow"))
  const [blind, setBlind] = useState<"" | "reader" | "camera">("")
  const saw = (text: string): boolean => {
    const found = collector.take(text)
    if (found === "foreign") say(t("readForeign"))
    else if (found.envelope) onEnvelope(found.envelope)
    else say(t("readHave", { n: found.have, of: found.of }))
    return found !== "foreign" && found.envelope !== null
  }
  useEffect(() => watch(video.current!, saw, (missing) => {
    setBlind(missing)
    say(t(missing === "reader" ? "readNoReader" : "readNoCamera"))
  }), [])
  const photo = async (file: File | undefined) => {
    if (!file) return
    const text = await fromPhoto(file)
    if (text) saw(text)
    else say(t("readPhotoNot"))
  }
  return (
    <Screen {...frame} bar={blind === "reader" ? <Button kind="half" onClick={back}>{t("back")}</Button> :
      <label class="button half wide">
        <span>{t("readPhoto")}</span>
        <input class="unseen" type="file" accept="image/*" onChange={(event) => void photo(event.currentTarget.files?.[0])} />
      </label>
    }>
      <p role="status"><b>{said}</b></p>
      <video ref={video} class="finder" hidden={blind !== ""} muted playsInline aria-label={t("readView")} />
    </Screen>
  )
}

const pause = 120

/** Looks through the camera until something is complete or the page is left; then the camera goes dark. */
function watch(video: HTMLVideoElement, saw: (text: string) => boolean, blind: (missing: "reader" | "camera") => void): () => void {
  let stream: MediaStream | null = null
  let over = false
  const end = () => {
    over = true
    stream?.getTracks().forEach((track) => track.stop())
  }
  const look = async () => {
    const decode = await decoder().catch(() => blind("reader"))
    if (!decode) return
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } })
    if (over) return end()
    video.srcObject = stream
    await video.play()
    while (!over) {
      const text = await decode(video, { width: video.videoWidth, height: video.videoHeight })
      if (!over && text && saw(text)) return end()
      await new Promise((next) => setTimeout(next, pause))
    }
  }
  void look().catch(() => over || blind("camera"))
  return end
}

async function fromPhoto(file: File): Promise<string | null> {
  try {
    const picture = await createImageBitmap(file)
    return await (await decoder())(picture, picture)
  } catch {
    return null
  }
}
