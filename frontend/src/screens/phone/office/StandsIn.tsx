// Above an inbox while somebody stands in: whoever acts for a while reads so, and the head who went away too.
import { Drum } from "../../../ui/Drum"
import { Icon } from "../../../ui/Icon"
import { dayOf } from "../../../core/time"
import { usePhone, useTown } from "../context"
import { useKept } from "../own/useKept"
import { go } from "../route"
import { headships, type Post } from "./posts"
import { standingSentence, type StandIns } from "./standin"

export const StandsIn = () => <>{headships(usePhone().view.account).map((post) => <Line key={post.area} post={post} />)}</>

function Line({ post }: { post: Post }) {
  const { phone, view } = usePhone()
  const now = useTown(60_000)
  // An office that ends is asked about; one without an end is known here when its holder named somebody.
  const ends = view.account.grants.some(({ role, area, until }) => role === post.role && area === post.area && until !== null)
  const known = useKept<StandIns>(phone, "standins/" + post.area, ends && view.online ? () => phone.api.get<StandIns>("/standins?area=" + encodeURIComponent(post.area)) : null, view.online)
  const running = known?.standing.filter(({ from, until }) => Date.parse(from) <= now && (until === null || now < Date.parse(until))) ?? []
  return (
    <>
      {running.map((one) => (
        <article key={one.case} class="card">
          <button type="button" class="opener" onClick={() => go("tugas", "pengganti")}>
            <Drum step="read" />
            <span>{standingSentence(one, view.account.id, dayOf(now, view.zone), view.zone, post)}</span>
            <Icon name="forward" />
          </button>
        </article>
      ))}
    </>
  )
}
