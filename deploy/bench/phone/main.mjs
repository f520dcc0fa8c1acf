// What a first visit costs on a cheap phone, and what Lighthouse says: BINARY and CHROMIUM by their paths.
import { audit } from "./audit.mjs"
import { coldVisit } from "./cold.mjs"
import { openTown } from "./town.mjs"

const [, , binary, executablePath] = process.argv
if (!binary || !executablePath) throw new Error("usage: node main.mjs BINARY CHROMIUM")
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
const rounds = 3
const inSeconds = (ms) => (ms / 1000).toFixed(2) + " s"

const town = await openTown(binary)
let whole = true
try {
  const visits = []
  for (let i = 0; i < rounds; i++) visits.push(await coldVisit(town, { executablePath, args }))
  console.log(`cold visit, 360×640, 700 kbit/s, 300 ms, processor 6 times slower, ${rounds} rounds:`)
  for (const { drawn, answered, requests, bytes } of visits)
    console.log(`  choices stand ${inSeconds(drawn)}, one answers a tap ${inSeconds(answered)}, ${requests.length} requests, ${bytes} bytes on the wire`)
  const sorted = visits.map(({ answered }) => answered).sort((a, b) => a - b)
  console.log(`  median ${inSeconds(sorted[rounds >> 1])}; requests: ${visits[0].requests.join(" ")}`)
  console.log("Lighthouse:")
  for (const { name, accessibility, practices, performance, faults } of await audit(town, { executablePath, args, port: 9333 })) {
    console.log(`  ${name.padEnd(8)} accessibility ${accessibility}, best practices ${practices}, performance ${performance}${faults.length ? "; " + faults.join(", ") : ""}`)
    whole &&= accessibility === 1 && practices === 1
  }
} finally {
  await town.close()
}
process.exitCode = whole ? 0 : 1
