import { brotliCompressSync, constants, gzipSync } from "node:zlib"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"
import type { Plugin } from "vite"

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// The worker learns at build time which hashed files make up the phone's shell.
// Desk and boards are online tools and stay out of the phone's cache.
function precache(): Plugin {
  return {
    name: "precache",
    // Last, because a piece of styles alone loses its empty script on the way.
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const files = new Set(["/", "/assets/icon.svg", "/manifest.webmanifest"])
        const tools = new Set<string>()
        const walk = (name: string) => {
          const chunk = bundle[name]
          if (chunk?.type !== "chunk" || files.has("/" + name)) return
          // A library on its own is heavy and for few: whoever needs it fetches it once, and then it stays.
          if (chunk.isDynamicEntry && chunk.facadeModuleId?.includes("node_modules")) return void tools.add("/" + name)
          // A kelurahan's first day is done once, by one person, with a server in reach: no neighbour's phone carries it.
          if (chunk.isDynamicEntry && chunk.facadeModuleId?.includes("/screens/setup/")) return
          files.add("/" + name)
          chunk.viteMetadata?.importedCss.forEach((css) => files.add("/" + css))
          chunk.imports.forEach(walk)
          chunk.dynamicImports.forEach(walk)
        }
        for (const [name, chunk] of Object.entries(bundle))
          if (chunk.type === "chunk" && chunk.isEntry && chunk.name === "phone") walk(name)
        const worker = bundle["sw.js"]
        if (worker?.type === "chunk") worker.code = worker.code.replace("__SHELL__", JSON.stringify([...files])).replace("__TOOLS__", JSON.stringify([...tools]))
      },
    },
  }
}

type Graph = { getModuleInfo: (id: string) => { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] } | null }

/** Everything that a page needs before anybody taps, by the imports of its entry; or all that it may ever need. */
function needed(entry: string, graph: Graph, ever: boolean): Set<string> {
  const found = new Set<string>()
  const walk = (id: string): void => {
    if (found.has(id)) return
    found.add(id)
    const module = graph.getModuleInfo(id)
    module?.importedIds.forEach(walk)
    if (ever) module?.dynamicallyImportedIds.forEach(walk)
  }
  walk(entry)
  return found
}

// Each file is a round trip, and on a bad line a round trip is a third of a second: what the phone shares with desk and
// boards is one file, not one for each way of sharing.
let shared: Set<string> | null = null
function common(id: string, graph: Graph): string | null {
  if (!shared) {
    const [desk, board] = ["desk", "board"].map((name) => needed(here(`src/${name}.tsx`), graph, true))
    // What else the phone's first screen draws with rides along, and its few styles: its pages all draw with them too.
    const drawn = (one: string) => one.startsWith(here("src/ui/"))
    shared = new Set([...needed(here("src/phone.tsx"), graph, false)].filter((one) => drawn(one) || desk!.has(one) || board!.has(one)))
  }
  return shared.has(id) ? "base" : null
}

// The reader of codes comes in a wrapping older than modules; undone here, no page carries the helpers for it.
function unwrapped(): Plugin {
  return {
    name: "unwrapped",
    apply: "build",
    transform: (code, id) => (id.endsWith("/jsqr/dist/jsQR.js") ? `const module = { exports: {} }, exports = module.exports;\n${code}\nexport default module.exports.default;` : null),
  }
}

// Small files are compressed once here, so that the server only picks the twin a client accepts.
function twins(): Plugin {
  return {
    name: "twins",
    apply: "build",
    writeBundle(options, bundle) {
      const dir = options.dir ?? here("dist")
      for (const name of [...Object.keys(bundle), "assets/icon.svg", "manifest.webmanifest", "lan.css"]) {
        if (!/\.(js|css|html|svg|json|webmanifest)$/.test(name)) continue
        const raw = readFileSync(join(dir, name))
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
        writeFileSync(join(dir, name + ".br"), brotliCompressSync(raw, quality))
        writeFileSync(join(dir, name + ".gz"), gzipSync(raw, { level: 9 }))
      }
      // The build empties dist; the kept file lets Go embed the folder before any build.
      writeFileSync(join(dir, ".gitkeep"), "")
    },
  }
}

// The gallery and the open page are built by themselves (--mode rupa): what they share with the phone must not move its pieces about.
const pages = { phone: here("index.html"), desk: here("meja.html"), board: here("papan.html"), sw: here("src/sw/sw.ts"), lan: here("src/lan/lan.ts") }

export default defineConfig(({ mode }) => ({
  base: "/",
  plugins: [unwrapped(), precache(), twins()],
  build: {
    target: ["chrome87", "safari14"],
    // A page names all it needs; a piece that comes on a tap names only its styles. The worker has fetched its scripts long
    // before, and a list of them all would weigh on the first visit.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, needs, { hostType }) => (hostType === "html" ? needs : needs.filter((one) => one.endsWith(".css"))),
    },
    assetsInlineLimit: 0,
    emptyOutDir: mode !== "rupa",
    copyPublicDir: mode !== "rupa",
    rollupOptions: {
      input: mode === "rupa" ? { gallery: here("rupa.html"), openly: here("terbuka.html") } : pages,
      output: {
        // Two scripts that no page of ours names: the browser asks for one, the server puts the other before a page.
        entryFileNames: (chunk) => (chunk.name === "sw" || chunk.name === "lan" ? "[name].js" : "assets/[name]-[hash].js"),
        chunkFileNames: "assets/[name]-[hash].js",
        codeSplitting: { groups: [{ name: common, debugName: "base" }], includeDependenciesRecursively: false },
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
  server: { proxy: { "/api": { target: "http://localhost:8080", ws: true } } },
  test: { environment: "node", include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.{ts,tsx}"] },
}))
