import { useMemo, useState } from "preact/hooks"
import { t } from "../../words/wide"
import type { Board, Service } from "../../core/wire"
import { Button } from "../../ui/Button"
import { Plate } from "../../ui/Plate"
import { blocksOf, colours, count, gridOf, pagesOf, workOf, zoneOf, type Block, type Work } from "./blocks"
import { Tile, workWords } from "./Tile"

type Props = { board: Board; services: readonly Service[]; onOpen: (area: string) => void }

const two = (n: number) => String(n).padStart(2, "0")
const workOrder: readonly Work["kind"][] = ["lurah", "new", "going"]

/** All RTs of a kelurahan, block by block; pages are turned by touch, never by a timer. */
export function Map({ board, services, onOpen }: Props) {
  const pages = useMemo(() => pagesOf(blocksOf(board.rts ?? [])), [board.rts])
  const [at, turn] = useState(0)
  const page = pages[Math.min(at, pages.length - 1)] ?? []
  const { across, tiles, rows, scale } = gridOf(page)
  return (
    <main class={across === 1 ? "map one" : "map"} style={{ "--across": across, "--tiles": tiles, "--rows": rows, "--scale": scale }}>
      <div class="blocks">
        {page.map((block) => <BlockView key={String(block.rw) + block.rts[0]} block={block} board={board} services={services} onOpen={onOpen} />)}
      </div>
      {pages.length > 1 && (
        <nav class="pages">
          {pages.map((one, i) => <Button key={i} kind={i === at ? "main" : "half"} onClick={() => turn(i)}>{pageName(one)}</Button>)}
        </nav>
      )}
    </main>
  )
}

function pageName(page: readonly Block[]): string {
  const [first, last] = [page[0], page.at(-1)]
  return first?.rw ? t("pageOf", { from: two(first.rw), to: two(last?.rw ?? first.rw) }) : t("countRt", { n: first?.rts.length ?? 0 })
}

function BlockView({ block, board, services, onOpen }: Props & { block: Block }) {
  const states = block.rts.map((area) => ({ area, zone: zoneOf(board.zones, area)?.colour ?? null, work: workOf(board, services, area) }))
  const zoned = count(states.flatMap(({ zone }) => zone ?? []), colours.slice(0, 3)).map(([colour, n]) => `${n} ${t(colour).toLowerCase()}`)
  const worked = workOrder.flatMap((kind) => {
    const n = states.reduce((sum, { zone, work }) => sum + (!zone && work.kind === kind && "count" in work ? work.count : 0), 0)
    return n > 0 && kind !== "calm" ? [t(workWords[kind], { n })] : []
  })
  return (
    <section class="block">
      {block.rw !== null && (
        <header>
          <Plate lines={["RW " + two(block.rw)]} />
          <span>{[...zoned, ...worked].join(", ")}</span>
        </header>
      )}
      <div class="tiles">
        {states.map((state) => <Tile key={state.area} {...state} onOpen={onOpen} />)}
      </div>
    </section>
  )
}
