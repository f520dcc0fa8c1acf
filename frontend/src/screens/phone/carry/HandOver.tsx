// A report that has no way out, as a code on this screen: the RT head's phone reads it and brings it. What is waiting keeps waiting here.
import { useEffect, useState } from "preact/hooks"
import { handOver } from "../../../core/mend"
import { codesOf, seal, type Pocket } from "../../../core/carry"
import type { Entry } from "../../../core/outbox"
import { recall } from "../../../core/store"
import { t } from "../../../words/pocket"
import { Button } from "../../../ui/Button"
import { Empty, Failure, Loading } from "../../../ui/Empty"
import { Screen } from "../../../ui/Screen"
import { homeOf, usePhone } from "../context"
import { mayCarry } from "../carriable"
import type { Phone } from "../phone"
import { Qr } from "../Qr"
import { back, goInstead } from "../route"

const turns = 900

export function HandOver({ first }: { first: string }) {
  const { phone, view } = usePhone()
  const [at, setAt] = useState(0)
  const waiting = view.queue.filter(mayCarry)
  // The one that was asked for comes first; those that were sent meanwhile are no longer here.
  const order = [...waiting.filter(({ key }) => key === first), ...waiting.filter(({ key }) => key !== first)]
  const entry = order[Math.min(at, order.length - 1)]
  // A code holds no photo. Who shows it has said so before.
  const [without, setWithout] = useState("")
  const asks = entry?.body["photo"] !== undefined && without !== entry.key
  const codes = useCodes(phone, asks ? undefined : entry)
  const frame = { title: t("carry"), back, lurik: homeOf(view).lurik }
  const done = <Button kind="main" icon="check" onClick={() => goInstead("antrean")}>{t("carryDone")}</Button>
  if (!entry) return <Screen {...frame} bar={done}><Empty title={t("carryEmpty")}>{t("queueEmptyHint")}</Empty></Screen>
  if (codes === "never") return <Screen {...frame} bar={<Button kind="half" onClick={back}>{t("back")}</Button>}><Failure title={t("carryNot")}><p>{t("carryNotHint")}</p></Failure></Screen>
  if (asks)
    return (
      <Screen {...frame} note={entry.title} bar={<><Button kind="half" onClick={back}>{t("carryWait")}</Button><Button kind="main" icon="code" onClick={() => setWithout(entry.key)}>{t("carryWithout")}</Button></>}>
        <Empty title={t("carryNoPhoto")}>{t("carryNoPhotoHint")}</Empty>
      </Screen>
    )
  const next = at + 1 < order.length && <Button kind="half" onClick={() => setAt(at + 1)}>{t("carryNextOne")}</Button>
  const note = order.length > 1 ? t("carryOne", { title: entry.title, n: Math.min(at, order.length - 1) + 1, of: order.length }) : entry.title
  return (
    <Screen {...frame} note={note} bar={<><p class="note">{t("carryStays")}</p>{next}{done}</>}>
      {codes ? <Codes key={entry.key} codes={codes} /> : <Loading label={t("carrySettling")} cards={1} />}
    </Screen>
  )
}

/** Sealed once for each report, so that a camera that looks away finds the same codes again. */
function useCodes(phone: Phone, entry: Entry | undefined): string[] | "never" | null {
  const [made, set] = useState<{ key: string; codes: string[] | "never" } | null>(null)
  const key = entry?.key
  useEffect(() => {
    if (!key) return
    let gone = false
    void sealed(phone, key).then((codes) => !gone && set({ key, codes }))
    return () => {
      gone = true
    }
  }, [key])
  return made?.key === key ? (made?.codes ?? null) : null
}

async function sealed(phone: Phone, key: string): Promise<string[] | "never"> {
  const pocket = (await recall<Pocket>(phone.store, "carry"))?.value
  // Without a secure page a browser seals nothing.
  if (!pocket || !globalThis.crypto.subtle) return "never"
  const entry = await handOver(phone.outbox, key)
  return entry ? codesOf(await seal(pocket, entry)) : []
}

function Codes({ codes }: { codes: readonly string[] }) {
  const [at, turn] = useState(0)
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches
  const many = codes.length > 1
  useEffect(() => {
    if (!many || still) return
    const timer = setInterval(() => turn((n) => (n + 1) % codes.length), turns)
    return () => clearInterval(timer)
  }, [codes])
  useEffect(keepAwake, [])
  const code = codes[at]
  return (
    <>
      {code && <Qr text={code} label={t("carryCode", { n: at + 1, of: codes.length })} />}
      {many && <p class="parts">{t("carryPart", { n: at + 1, of: codes.length })}</p>}
      {many && still && <Button kind="half" onClick={() => turn((at + 1) % codes.length)}>{t("carryNext")}</Button>}
      <p><b>{t("carryHow")}</b> {t("carrySealed")}</p>
    </>
  )
}

/** A screen that goes dark under the camera helps nobody. */
function keepAwake(): () => void {
  let lock: { release: () => Promise<void> } | null = null
  void navigator.wakeLock?.request("screen").then((got) => (lock = got), () => undefined)
  return () => void lock?.release().catch(() => undefined)
}
