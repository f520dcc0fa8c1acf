// The way in. In the demo one tap per person, grouped by where they work; else a login and its secret.
import { useEffect, useState } from "preact/hooks"
import type { Api } from "../../core/api"
import { t } from "../../words/pages"
import { Problem } from "../../core/problem"
import { holds } from "../../core/session"
import { signIn } from "../../core/who"
import type { Store } from "../../core/store"
import type { Account, DemoLogin } from "../../core/wire"
import { Loading } from "../../ui/Empty"
import { Icon } from "../../ui/Icon"
import { Screen } from "../../ui/Screen"
import { tellTabs } from "../people/tabs"
import { Plain, type Line } from "./Plain"
import "../phone/screens.css"

const pages = { phone: "/", desk: "/meja", board: "/papan" } as const
const groups = [
  ["phone", "demoPhone"],
  ["desk", "demoDesk"],
  ["board", "demoBoard"],
] as const

// The secret of everybody in the demo; it opens nothing else, and a demo refuses to serve strangers.
const demoSecret = "jogotonggo"

type Props = { api: Api; store: Store }

export function SignIn({ api, store }: Props) {
  const [logins, setLogins] = useState<DemoLogin[] | null>(null)
  const [trouble, setTrouble] = useState("")
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    void api.about().then(
      (about) => setLogins(about.logins ?? []),
      () => setLogins([]),
    )
  }, [])

  const enter = async (login: string, secret: string, page: string) => {
    setBusy(true)
    setTrouble("")
    try {
      const account = await signIn(api, store, login, secret)
      tellTabs(account.id)
      await onwards(api, account, page)
    } catch (problem) {
      setBusy(false)
      // A phone that is full of people says so itself.
      setTrouble(problem instanceof Problem && problem.refusal.status === 409 ? problem.refusal.detail : t(reason(problem)))
    }
  }

  return (
    <Screen title={t("signIn")} note={t("appName")}>
      {location.hash === "#tambah" && <p>{t("addHint")}</p>}
      {trouble && <p class="why" role="alert"><Icon name="alert" size="1.25em" /> {trouble}</p>}
      {logins === null && <Loading label={t("loading")} />}
      {logins && logins.length > 0 && <Demo logins={logins} busy={busy} onPick={(one) => void enter(one.login, demoSecret, pages[one.app])} />}
      {logins && logins.length === 0 && (
        <>
          <p>{t("signInHint")}</p>
          <Plain lines={lines()} submit={t("signIn")} busy={busy} onEnter={({ login = "", secret = "" }) => void enter(login, secret, wanted())} />
        </>
      )}
    </Screen>
  )
}

const lines = (): Line[] => [
  { name: "login", label: t("login"), complete: "username" },
  { name: "secret", label: t("secret"), secret: true, complete: "current-password" },
]

/** Where somebody wanted to go before signing in; only pages of ours. */
function wanted(): string {
  const to = new URLSearchParams(location.search).get("ke") ?? ""
  return /^\/(meja|papan)?(\?[\w=.%/-]*)?$/.test(to) ? to : ""
}

const workplaces = [["/papan", ["lurah", "camat", "city"]], ["/meja", ["staff", "health", "dpo"]]] as const

/** To where somebody wanted, else to where they work; a lurah whose kelurahan has no RT yet goes on with its first day. */
async function onwards(api: Api, account: Account, page: string): Promise<void> {
  const lurah = account.grants.find(({ role }) => role === "lurah")
  const unready = !page && lurah && (await api.get<{ rts: unknown[] }>("/setup?area=" + encodeURIComponent(lurah.area)).then(({ rts }) => rts.length === 0, () => false))
  if (unready) location.hash = "siap"
  // Only the part behind the # differs: that alone opens nothing.
  if (location.hash.startsWith("#siap")) return location.reload()
  location.assign(page || (workplaces.find(([, roles]) => holds(account, roles))?.[0] ?? "/"))
}

function reason(problem: unknown): "signInRefused" | "signInBusy" | "signInUnreachable" {
  if (!(problem instanceof Problem)) return "signInUnreachable"
  if (problem.refusal.status === 401) return "signInRefused"
  return problem.refusal.status === 429 ? "signInBusy" : "signInUnreachable"
}

function Demo({ logins, busy, onPick }: { logins: DemoLogin[]; busy: boolean; onPick: (login: DemoLogin) => void }) {
  return (
    <div class="logins">
      <p>{t("demoHint")}</p>
      {groups.map(([app, word]) => {
        const members = logins.filter((one) => one.app === app)
        return members.length === 0 ? null : (
          <section key={app}>
            <h2>{t(word)}</h2>
            <ul class="card rows">
              {members.map((one) => (
                <li key={one.login}>
                  <button type="button" class="opener" data-login={one.login} disabled={busy} onClick={() => onPick(one)}>
                    <span><b>{one.name}</b><span class="note">{one.title} · {one.login}</span></span>
                    <Icon name="forward" />
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
