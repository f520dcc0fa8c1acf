// What a head or a kader does besides answering: one place, each page a piece of its own. Who has no such post reads so in plain words.
import { placeName } from "../../../core/area"
import { Button } from "../../../ui/Button"
import { Empty } from "../../../ui/Empty"
import { Icon, type IconName } from "../../../ui/Icon"
import { Screen } from "../../../ui/Screen"
import { t, type Word } from "../../../words/office"
import { homeOf, usePhone } from "../context"
import { lazily } from "../lazily"
import { Missing } from "../pieces"
import type { View } from "../phone"
import { back, go, goInstead } from "../route"
import { headships, writers } from "./posts"
import { useHouses, useRts } from "./useRts"
import "../screens.css"
import "./office.css"

const StandIn = lazily(() => import("./StandIn").then((part) => part.StandIn))
const LostPhone = lazily(() => import("./LostPhone").then((part) => part.LostPhone))

const Slips = lazily(() => import("./Slips").then((part) => part.Slips))
const Forms = lazily(() => import("./Forms").then((part) => part.Forms))
const Paper = lazily(() => import("./Paper").then((part) => part.Paper))

const pages = { pengganti: StandIn, "hp-hilang": LostPhone, cetak: Slips, formulir: Forms, kertas: Paper }

type Way = { to: readonly string[]; word: Word; note: Word; icon: IconName; for: "head" | "writer" }

const ways: readonly Way[] = [
  { to: ["tugas", "kertas"], word: "paperTitle", note: "paperNote", icon: "plus", for: "writer" },
  { to: ["tugas", "formulir"], word: "formsTitle", note: "formsNote", icon: "message", for: "writer" },
  { to: ["tugas", "cetak"], word: "slipsTitle", note: "slipsNote", icon: "code", for: "head" },
  { to: ["tugas", "hp-hilang"], word: "lostTitle", note: "lostNote", icon: "phone", for: "head" },
  { to: ["tugas", "pengganti"], word: "standInTitle", note: "standInNote", icon: "guest", for: "head" },
]

const may = (view: View, who: Way["for"]): boolean => (who === "head" ? headships : writers)(view.account).length > 0

export function Office({ page }: { page: string }) {
  const { view } = usePhone()
  if (!may(view, "writer")) return <NotYours />
  if (page === "") return <List view={view} />
  const Page = pages[page as keyof typeof pages]
  if (!Page) return <Missing />
  const way = ways.find(({ to }) => to[1] === page)
  return may(view, way?.for ?? "head") ? <Page /> : <NotYours />
}

const NotYours = () => (
  <Screen title={t("notYours")} back={back} bar={<Button kind="half" onClick={() => goInstead()}>{t("toHome")}</Button>}>
    <Empty title={t("notYours")}>{t("notYoursHint")}</Empty>
  </Screen>
)

function List({ view }: { view: View }) {
  // What is chosen from on paper's pages is there without a signal too.
  useHouses(useRts(writers(view.account)))
  return (
    <Screen title={t("officeTitle", { place: placeName(view.area) })} back={back} lurik={homeOf(view).lurik}>
      <ul class="card rows">
        {ways.filter((way) => may(view, way.for)).map(({ to, word, note, icon }) => (
          <li key={word}>
            <button type="button" class="opener" onClick={() => go(...to)}>
              <Icon name={icon} />
              <span><b>{t(word)}</b><span class="note">{t(note)}</span></span>
              <Icon name="forward" />
            </button>
          </li>
        ))}
      </ul>
    </Screen>
  )
}
