import type { ComponentChildren } from "preact"
import { useMemo, useState } from "preact/hooks"
import { t } from "../../words/wide"
import type { Board, Service } from "../../core/wire"
import { Button } from "../../ui/Button"
import { Plate } from "../../ui/Plate"
import { blocksOf, colours, count, gridOf, pagesOf, workOf, zoneOf, type Block, type Work } from "./blocks"
import { Tile, workWords } from "./Tile"

const two = (n: number) => String(n).padStart(2, "0")
const workOrder: readonly Work["kind"][] = ["lurah", "new", "going"]

type PagesProps = { rts: readonly string[]; block: (block: Block) => { summary: string; tiles: ComponentChildren } }

/** All RTs of a kelurahan, block by block; pages are turned by touch, never by a timer. What a tile says is the caller's. */
export function Blocks({ rts, block }: PagesProps) {
  const pages = useMemo(() => pagesOf(blocksOf(rts)), [rts])
  const [at, turn] = useState(0)
  const page = pages[Math.min(at, pages.length - 1)] ?? []
  const { across, tiles, rows, scale } = gridOf(page)
  return (
    <main class={across === 1 ? "map one" : page.length <= 2 * across ? "map few" : "map"} style={{ "--across": across, "--tiles": tiles, "--rows": rows, "--scale": scale }}>
      <div class="blocks">
        {page.map((one) => {
          const { summary, tiles } = block(one)
          return (
            <section key={String(one.rw) + one.rts[0]} class="block">
              {one.rw !== null && <header><Plate lines={["RW " + two(one.rw)]} /><span>{summary}</span></header>}
              <div class="tiles">{tiles}</div>
            </section>
          )
        })}
      </div>
      {pages.length > 1 && (
        <nav class="pages" aria-label={t("pagesOfMap")}>
          {pages.map((one, i) => <Button key={i} kind={i === at ? "main" : "half"} onClick={() => turn(i)}>{pageName(one)}</Button>)}
        </nav>
      )}
    </main>
  )
}

function pageName(page: readonly Block[]): string {
  const [first, last] = [page[0], page.at(-1)]
  if (first?.rw) return t("pageOf", { from: two(first.rw), to: two(last?.rw ?? first.rw) })
  const numbers = page.flatMap((block) => block.rts.map((area) => Number(area.split("/RT")[1])))
  return t("pageOfRt", { from: two(numbers[0] ?? 0), to: two(numbers.at(-1) ?? 0) })
}

type Props = { board: Board; services: readonly Service[]; far: boolean; onOpen: (area: string) => void }

/** The lurah's map: zones where they are declared, work where they are not. */
export function Map({ board, services, far, onOpen }: Props) {
  const block = ({ rts }: Block) => {
    const states = rts.map((area) => ({ area, zone: zoneOf(board.zones, area)?.colour ?? null, work: workOf(board, services, area) }))
    const zoned = count(states.flatMap(({ zone }) => zone ?? []), colours.slice(0, 3)).map(([colour, n]) => `${n} ${t(colour).toLowerCase()}`)
    const worked = workOrder.flatMap((kind) => {
      const n = states.reduce((sum, { zone, work }) => sum + (!zone && work.kind === kind && "count" in work ? work.count : 0), 0)
      return n > 0 && kind !== "calm" ? [t(workWords[kind], { n })] : []
    })
    return {
      summary: [...zoned, ...worked].join(", "),
      tiles: states.map(({ area, zone, work }) => <Tile key={area} area={area} zone={zone} kind={work.kind} count={"count" in work ? work.count : 0} far={far} onOpen={onOpen} />),
    }
  }
  return <Blocks rts={board.rts ?? []} block={block} />
}
