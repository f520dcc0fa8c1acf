// The page: four panes, the cluster's state, the strip, and the script. ?laju=fast|film changes the pace, for tests and for the film.
import { Pane, names } from "./panes.js"
import { paces, playStep } from "./play.js"
import { script } from "./script.js"

const one = (css) => document.querySelector(css)
const wanted = new URL(location.href).searchParams
const pace = paces[wanted.get("laju")] ?? paces.read
if (wanted.has("film")) document.documentElement.classList.add("film")

const panes = Object.fromEntries(names.map((name) => [name, new Pane(name, one("#" + name))]))
let strip = { accepted: 0, arrived: 0, lost: 0, doubled: 0 }
let state = { nodes: [], redis: false, cut: {}, clock: "" }
let clean = null

const say = (at, text) => at.textContent !== text && (at.textContent = text)

/** What the phones say they hold, against the log. A pane that cannot answer now is not asked to forget. */
async function tally() {
  const said = await Promise.all(["warga", "rt"].map(async (name) => [name, await panes[name].journal()]))
  const body = JSON.stringify(Object.fromEntries(said.filter(([, list]) => list !== null)))
  const answer = await fetch("/-/tally", { method: "POST", body })
  if (!answer.ok) return
  strip = await answer.json()
  for (const [name, n] of Object.entries(strip)) say(one(`[data-strip=${name}]`), String(n))
  one("#strip").classList.toggle("bad", strip.lost + strip.doubled > 0)
}

const word = (up, yes, no) => (up ? yes : no)

async function look() {
  state = await (await fetch("/-/state")).json()
  say(one("#clock"), state.clock)
  for (const [id, up] of [["node0", state.nodes[0]], ["node1", state.nodes[1]], ["redis", state.redis]]) {
    say(one("#" + id), word(up, "hidup", "mati"))
    one("#" + id).parentElement.classList.toggle("down", !up)
  }
  for (const name of names) if (panes[name].up === Boolean(state.cut[name])) panes[name].line(!state.cut[name])
  const [cut, redis] = [one("[data-on=warga]"), one("[data-press^=redis]")]
  cut.dataset.press = state.cut.warga ? "mend" : "cut"
  say(cut, word(!state.cut.warga, "Putuskan HP", "Sambungkan HP"))
  redis.dataset.press = state.redis ? "redis-off" : "redis-on"
  say(redis, word(state.redis, "Matikan Redis", "Hidupkan Redis"))
}

/** Presses a button and comes back when what it wanted has happened. */
async function press(act, on = "") {
  const answer = await fetch(`/-/act/${act}?pane=${on}`, { method: "POST" })
  if (!answer.ok) throw new Error(`${act}: ${await answer.text()}`)
  const done = await answer.json()
  if (act === "verify" || act === "flip") prove(act, done)
  // A screen learns the hour when it opens, and never expects four of them to pass at once.
  if (act === "clock") await Promise.all(names.map((name) => panes[name].reload()))
  await look()
}

function prove(act, { clean: whole, lines }) {
  if (act === "verify") clean = whole
  const words = act === "verify" ? (whole ? "Bersih." : "Tidak cocok.") : whole ? "Byte itu tidak ditemukan." : "Ditemukan."
  one("#proof").replaceChildren(Object.assign(document.createElement("b"), { textContent: words }), ...lines.map((text) => Object.assign(document.createElement("span"), { textContent: text })))
  one("#proof").dataset.act = act
  one("#proof").dataset.clean = String(whole)
}

const holds = {
  settled: () => strip.accepted > 0 && strip.accepted === strip.arrived,
  waiting: () => strip.accepted > strip.arrived,
  clean: () => clean && strip.accepted === strip.arrived && strip.lost === 0 && strip.doubled === 0,
}

/** Counts anew until the strip says so. */
async function until(what) {
  const end = Date.now() + 60_000
  do {
    if (Date.now() > end) throw new Error(`strip: not ${what}: ${JSON.stringify(strip)}`)
    await tally()
  } while (!holds[what]())
}

function enlarge(name) {
  one(".walls").dataset.large = name
}

const host = {
  panes,
  press,
  strip: until,
  enlarge,
  async caption(step) {
    say(one("#count"), `Babak ${script.indexOf(step) + 1} dari ${script.length}`)
    say(one("#say"), step.say)
    say(one("#why"), step.why)
    await film("caption", step.name)
  },
  aimed: (act) => film("aim", act.in),
  acted: (act) => film("act", act.in ?? act.press ?? ""),
}

/** A camera, where one stands before the page: it takes its frame before the play goes on. */
const film = async (what, of) => globalThis.camera?.(what, of)

let at = 0
const root = document.documentElement
async function play(steps) {
  const buttons = [one("#play"), one("#next")]
  for (const button of buttons) button.disabled = true
  root.dataset.playing = "yes"
  try {
    for (; steps > 0 && at < script.length; steps--, at++) await playStep(script[at], host, pace)
    root.dataset.playing = at === script.length ? "ended" : "no"
  } catch (problem) {
    root.dataset.playing = "failed"
    root.dataset.problem = problem.message
    say(one("#say"), "Babak ini berhenti.")
    say(one("#why"), problem.message + " Berikutnya mencobanya lagi.")
  }
  if (at === script.length) (at = 0), say(one("#play"), "Mainkan lagi")
  for (const button of buttons) button.disabled = false
}

one("#play").addEventListener("click", () => void play(script.length))
one("#next").addEventListener("click", () => void play(1))
for (const button of document.querySelectorAll("[data-large]")) button.addEventListener("click", () => enlarge(button.dataset.large))
for (const button of document.querySelectorAll("[data-press]"))
  button.addEventListener("click", async () => {
    button.disabled = true
    await press(button.dataset.press, button.dataset.on).catch((problem) => say(one("#why"), problem.message))
    button.disabled = false
  })

enlarge("papan")
/** Again and again, one after the other; a stage that is closing answers nothing. */
async function often(work, ms) {
  for (;;) {
    await work().catch(() => undefined)
    await new Promise((turn) => setTimeout(turn, ms))
  }
}
void often(look, 500)
void often(tally, 1000)
