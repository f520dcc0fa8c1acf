// What a first visit costs, in bytes as they travel (gzip). A real build is measured: what its pages name before anybody taps.
import { execFile } from "node:child_process"
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { afterAll, beforeAll, expect, test } from "vitest"

const root = fileURLToPath(new URL("..", import.meta.url))
let dist = ""

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), "jogotonggo-build-"))
  const vite = join(root, "node_modules/vite/bin/vite.js")
  await promisify(execFile)(process.execPath, [vite, "build", "--outDir", dist, "--emptyOutDir"], { cwd: root, env: { ...process.env, NODE_ENV: "production" } })
}, 60_000)
afterAll(() => rm(dist, { recursive: true, force: true }))

const gzipped = async (path: string): Promise<number> => (await stat(join(dist, path + ".gz"))).size

/** A page with every script, style, icon and manifest it names; what comes later, on a tap, is not a first visit's. */
async function firstLoad(page: string): Promise<Record<string, number>> {
  const html = await readFile(join(dist, page), "utf8")
  const named = [...html.matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, path]) => path!)
  return Object.fromEntries(await Promise.all([page, ...named].map(async (path) => [path, await gzipped(path)] as const)))
}

const kilobytes = (load: Record<string, number>): number => Object.values(load).reduce((sum, size) => sum + size, 0) / 1000

test.each([
  ["a neighbour's phone", "index.html", 30],
  ["a desk", "meja.html", 60],
  ["a board", "papan.html", 60],
])("%s opens with at most its budget", async (_, page, budget) => {
  const load = await firstLoad(page)
  expect(kilobytes(load), JSON.stringify(load, null, 1)).toBeLessThanOrEqual(budget)
})

/** A piece with every script it imports in turn, beyond what the first visit brought. */
async function piece(name: string, had: ReadonlySet<string>): Promise<number> {
  const found = new Set<string>()
  const walk = async (path: string): Promise<void> => {
    if (had.has(path) || found.has(path)) return
    found.add(path)
    const text = await readFile(join(dist, path), "utf8")
    await Promise.all([...text.matchAll(/from"\.\/([^"]+)"|import"\.\/([^"]+)"/g)].map(([, from, bare]) => walk("assets/" + (from ?? bare))))
  }
  await walk(name)
  const sizes = await Promise.all([...found].map(gzipped))
  return sizes.reduce((sum, size) => sum + size, 0) / 1000
}

/** A library by itself, for the few phones that read no codes of their own; nobody waits for it, a head's phone fetches it ahead. */
const tool = /assets\/jsQR/

/** Pieces that only desk and boards open. */
const wide = /assets\/(en\.(wide|desk|wall)|Batch|Guard|band|City|Lobby|Screens|Then)-/

const opened = /import\([`"]\.\/([^`"]+)[`"]\)/g

/** Every piece that some script fetches on a tap, wherever it is named. */
async function pieces(): Promise<string[]> {
  const scripts = (await readdir(join(dist, "assets"))).filter((name) => name.endsWith(".js"))
  const texts = await Promise.all(scripts.map((name) => readFile(join(dist, "assets", name), "utf8")))
  return [...new Set(texts.flatMap((text) => [...text.matchAll(opened)].map(([, name]) => "assets/" + name)))].sort()
}

test("whatever comes on a tap comes in at most 15 kB", async () => {
  const had = new Set((await Promise.all(["index.html", "meja.html", "papan.html"].map(firstLoad))).flatMap(Object.keys))
  const found = await pieces()
  expect(found.length).toBeGreaterThan(10)
  const phone = new Set(Object.keys(await firstLoad("index.html")))
  for (const path of found.filter((one) => !had.has(one) && !tool.test(one))) {
    const size = await piece(path, wide.test(path) ? had : phone)
    expect(size, path).toBeLessThanOrEqual(15)
  }
})

test("a phone's home is a page, two scripts and one style: on a bad line each file is a third of a second", async () => {
  const files = Object.keys(await firstLoad("index.html"))
  expect(files.filter((path) => /\.(js|css|html)$/.test(path))).toHaveLength(4)
})

test("the worker stays small, and everything it fetches ahead exists", async () => {
  expect((await gzipped("sw.js")) / 1000).toBeLessThanOrEqual(6)
  const worker = await readFile(join(dist, "sw.js"), "utf8")
  const shell = [...worker.matchAll(/"\/(assets\/[^"]+)"/g)].map(([, path]) => path!)
  expect(shell.length).toBeGreaterThan(10)
  for (const path of shell) await stat(join(dist, path))
})

test("a home carries no word of a form, of an office or of a wall", async () => {
  const text = (await Promise.all(Object.keys(await firstLoad("index.html")).map((path) => readFile(join(dist, path), "utf8")))).join()
  for (const word of ["Boleh selesai", "Segera minta pertolongan", "Kotak masuk", "Meja pelayanan", "Paling sedikit"]) expect(text).not.toContain(word)
})
