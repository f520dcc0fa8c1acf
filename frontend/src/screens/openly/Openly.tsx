// Which kelurahan stands behind the #, and what can be said of it: the page, or why there is none.
import { useEffect, useState } from "preact/hooks"
import { browserApi } from "../../browser"
import { unescaped } from "../../core/address"
import { Problem } from "../../core/problem"
import type { Openly as Published } from "../../core/wire"
import { Lurik } from "../../ui/Lurik"
import { t } from "../../words/openly"
import { Sheet } from "./Sheet"

type Found = { page: Published } | "loading" | "none" | "away"

const asked = (): string => unescaped(location.hash.slice(1))

export function Openly() {
  const [code, setCode] = useState(asked)
  const [found, set] = useState<Found>("loading")
  const read = (): void => {
    set("loading")
    browserApi().get<Published>("/public/" + encodeURIComponent(code)).then(
      (page) => set({ page }),
      (problem: unknown) => set(problem instanceof Problem && problem.refusal.status === 404 ? "none" : "away"),
    )
  }
  useEffect(() => {
    const moved = () => setCode(asked())
    addEventListener("hashchange", moved)
    return () => removeEventListener("hashchange", moved)
  }, [])
  useEffect(() => void (code && read()), [code])
  if (code && typeof found === "object") return <Sheet page={found.page} />
  return (
    <>
      <Lurik rw={null} rt={null} />
      <main class="openly">
        {!code && <Which />}
        {code && found === "loading" && <div role="status"><h1>{t("openlyLoading")}</h1></div>}
        {code && found === "none" && <><h1>{t("openlyNone")}</h1><p>{t("openlyNoneHint")}</p><Which /></>}
        {code && found === "away" && <><h1>{t("openlyAway")}</h1><p>{t("openlyAwayHint")}</p><button type="button" class="button main" onClick={read}>{t("openlyAgain")}</button></>}
      </main>
    </>
  )
}

function Which() {
  const [code, set] = useState("")
  return (
    <form class="which" onSubmit={(event) => { event.preventDefault(); location.hash = code.trim() }}>
      {!location.hash.slice(1) && <h1>{t("openlyWhich")}</h1>}
      <label>
        <b>{t("openlyWhichField")}</b>
        <span class="note">{t("openlyWhichHint")}</span>
        <input inputMode="decimal" autocomplete="off" value={code} onInput={(event) => set(event.currentTarget.value)} required />
      </label>
      <button type="submit" class="button main">{t("openlyWhichGo")}</button>
    </form>
  )
}
