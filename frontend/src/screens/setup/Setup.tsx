// The first day of who is signed in: RWs and RTs, heads, staff, paper. The places behind #siap are its steps; where RTs are missing it begins with them.
import { useEffect, useState } from "preact/hooks"
import type { Api } from "../../core/api"
import { Problem } from "../../core/problem"
import { holds } from "../../core/session"
import type { Store } from "../../core/store"
import type { Account } from "../../core/wire"
import { Button, LinkButton } from "../../ui/Button"
import { Empty, Loading } from "../../ui/Empty"
import { Screen } from "../../ui/Screen"
import { t } from "../../words/setup"
import { SignIn } from "../signin/SignIn"
import { lazily } from "../phone/lazily"
import { said, steps, type Step } from "./Frame"
import type { StepProps } from "./steps"
import { readTown, type Town } from "./town"

const Places = lazily<StepProps>(() => import("./Places").then((it) => it.Places))
const Heads = lazily<StepProps>(() => import("./Heads").then((it) => it.Heads))
const Staff = lazily<StepProps>(() => import("./Staff").then((it) => it.Staff))
const Paper = lazily<StepProps>(() => import("./Paper").then((it) => it.Paper))

const pages = { rt: Places, ketua: Heads, petugas: Staff, cetak: Paper } as const
type Page = keyof typeof pages

const asked = (): string => /^#siap\/(\w+)$/.exec(location.hash)?.[1] ?? ""

export function Setup({ api, store, account: known }: { api: Api; store: Store; account?: Account }) {
  const [account, enter] = useState<Account | null>(known ?? null)
  const [stranger, away] = useState(false)
  const [town, set] = useState<Town | null>(null)
  const [trouble, say] = useState("")
  const [at, turn] = useState(asked)
  useEffect(() => {
    const follow = () => turn(asked())
    addEventListener("hashchange", follow)
    return () => removeEventListener("hashchange", follow)
  }, [])

  const lurah = account !== null && holds(account, ["lurah"])
  const area = account?.grants.find(({ role }) => role === "lurah" || role === "staff")?.area ?? ""
  const open = async () => {
    say("")
    try {
      if (!account) return enter((await api.me()).account)
      if (area) set(await readTown(api, area))
    } catch (problem) {
      if (problem instanceof Problem && problem.signedOut) away(true)
      else say(said(problem))
    }
  }
  useEffect(() => void open(), [account])

  if (stranger) return <SignIn api={api} store={store} />
  if (trouble && !town) return <Screen title={t("appName")} bar={<Button kind="main" onClick={() => void open()}>{t("setupAgain")}</Button>}><Empty title={trouble} /></Screen>
  if (account && !area)
    return (
      <Screen title={t("notLurah")} bar={<LinkButton kind="half" href="/">{t("toHome")}</LinkButton>}>
        <Empty title={t("notLurah")}>{t("notLurahHint")}</Empty>
      </Screen>
    )
  if (!town) return <Screen title={t("appName")}><Loading label={t("loading")} /></Screen>

  // Whose desk it is may print; the kelurahan itself is made ready by its lurah.
  const first: Page = !lurah ? "cetak" : town.rts.length === 0 ? "rt" : "ketua"
  const page: Page = lurah && at in pages && (at === "rt" || town.rts.length > 0) ? (at as Page) : first
  const done: Step[] = ["kelurahan", "lurah"]
  if (town.rts.length > 0) done.push("rt")
  if (town.rts.length > 0 && town.rts.every(({ heads }) => heads.length > 0)) done.push("ketua")
  if (town.staff.length > 0) done.push("petugas")
  const open2: Step[] = !lurah ? [] : town.rts.length > 0 ? ["rt", "ketua", "petugas", "cetak"] : []
  const go = (to: Page) => {
    location.hash = "siap/" + to
  }
  const Now = pages[page]
  const before = steps[steps.indexOf(page) - 1]
  return (
    <Now key={page} api={api} town={town} lurah={lurah} done={done} open={open2} onTown={set} onNext={go}
      {...(lurah && before && before in pages && { back: () => go(before as Page) })} />
  )
}
