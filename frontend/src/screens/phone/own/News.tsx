// Below the household's reports: the morning's bulletin, and word of anybody who broke the glass over them.
import { useEffect } from "preact/hooks"
import { withoutHouse } from "../../../core/area"
import { bulletinOf, looksOf, type Bulletin as Told, type Look } from "../../../core/records"
import { Icon } from "../../../ui/Icon"
import { t } from "../../../words/own"
import { usePhone, useTown } from "../context"
import { Offer } from "../offer"
import { go } from "../route"
import { moment } from "../text"
import { Bulletin } from "./Bulletin"
import { brokenGlass, erasedAt } from "./facts"
import { wipe } from "./local"
import { useKept } from "./useKept"
import "./own.css"

const askAgain = 5 * 60_000
const stale = 48 * 3_600_000

export function News() {
  const { phone, view } = usePhone()
  const now = useTown(askAgain)
  const { household } = view.account
  const round = [view.online, view.account.id, Math.floor(now / askAgain)].join()
  const told = useKept<Told>(phone, "bulletin", () => bulletinOf(phone.api, withoutHouse(household ?? view.area)), round)
  const looks = useKept<Look[]>(phone, "looks", () => looksOf(phone.api), round)
  const read = useKept<number>(phone, "glass", null, round) ?? 0
  const glass = looks && brokenGlass(looks, read)
  const erased = erasedAt(view)

  useEffect(() => {
    if (erased) void wipe(phone, erased)
  }, [erased])

  return (
    <>
      {glass && (
        <article class="card glass">
          <button type="button" class="opener" onClick={() => go("data", "siapa")}>
            <Icon name="alert" />
            <span>
              <strong>{t("glassTold", { who: glass.by.title, time: moment(Date.parse(glass.at), now, view.zone) })}</strong>{" "}
              {glass.why && t("glassWhy", { why: glass.why.title.toLowerCase() })}
            </span>
            <Icon name="forward" />
          </button>
        </article>
      )}
      <Offer />
      {told && now - Date.parse(told.as_of) < stale && <Bulletin told={told} />}
    </>
  )
}
