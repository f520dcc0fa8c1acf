// The film of the README: the stage's script once, a phone and the board beside each other. `make shots` takes it (JT_TEST_SHOTS_WRITE=1);
// each run holds it to its size, its length, and the script it was taken of.
import { execFile } from "node:child_process"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { expect, test } from "vitest"
import { still } from "./eyes"
import { openStage } from "./stage"
import { root } from "./town"

const film = join(root, "deploy/panduan/gambar/jalan-laporan.gif")
/** What the film tells, in words: for who cannot see it, and to know when it tells something else than the stage. */
const words = join(root, "deploy/panduan/gambar/jalan-laporan.txt")
const size = { width: 960, height: 540 }
/** Below the picture the other two play on: a browser draws nothing that it does not show. */
const room = { width: 960, height: 920 }
/** The proof of the log is text, and for the stage itself. */
const last = "jam"

type Step = { name: string; say: string }
/** The script as the stage serves it. */
async function told(): Promise<string> {
  const source = await readFile(join(root, "deploy/panggung/page/script.js"), "utf8")
  const { script } = (await import("data:text/javascript," + encodeURIComponent(source))) as { script: Step[] }
  return script.slice(0, script.findIndex(({ name }) => name === last) + 1).map(({ say }) => say + "\n").join("")
}

/** How long a frame stands. What happens on the phone is seen longest; what others do shows by its effect. */
const stands: Record<string, number> = { caption: 900, aim: 350, act: 400 }

async function take(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "jogotonggo-film-"))
  const stage = await openStage("laju=film&film", room)
  const frames: { file: string; ms: number }[] = []
  let before: Uint8Array = new Uint8Array()
  let step = ""
  try {
    await stage.page.exposeFunction("camera", async (what: string, of: string) => {
      if (what === "caption") step = step === last ? "over" : step === "over" ? step : of
      if (step === "over" || (what === "aim" && of !== "warga")) return
      await still(stage.page)
      const taken = await stage.page.screenshot({ clip: { x: 0, y: 0, ...size } })
      if (taken.equals(before)) return // nothing of it is seen on the phone or the board
      before = taken
      const file = frames.length + ".png"
      await writeFile(join(folder, file), taken)
      frames.push({ file, ms: stands[what]! })
    })
    await stage.play()
    await writeFile(join(folder, "frames.json"), JSON.stringify([...frames, { ...frames.at(-1)!, ms: 2000 }]))
    await promisify(execFile)("go", ["run", "./deploy/gambar", "-gif", film, join(folder, "frames.json")], { cwd: root })
    await writeFile(words, await told())
  } finally {
    await stage.close()
    await rm(folder, { recursive: true, force: true })
  }
}

test("the film is light, short, and tells the script of the stage", async () => {
  if (process.env["JT_TEST_SHOTS_WRITE"] === "1") await take()
  const bytes = await readFile(film)
  expect(bytes.length).toBeLessThanOrEqual(1_500_000)
  expect([bytes.readUInt16LE(6), bytes.readUInt16LE(8)]).toEqual([size.width, size.height])
  const seconds = [...bytes.toString("latin1").matchAll(/!\xf9\x04.(..)/gs)].reduce((sum, [, delay]) => sum + Buffer.from(delay!, "latin1").readUInt16LE(0) / 100, 0)
  expect(seconds).toBeGreaterThan(15)
  expect(seconds).toBeLessThan(35)
  expect(await readFile(words, "utf8"), "the film tells another script than the stage; run: make shots").toBe(await told())
}, 300_000)
