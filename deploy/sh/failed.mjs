// Prints the test files that failed, from vitest's JSON report. More than a few are no accident: then it ends with 1, as it does
// where no file is named, such as when the run itself broke.
//
//   node deploy/sh/failed.mjs REPORT FOLDER MOST
import { readFileSync } from "node:fs"
import { relative } from "node:path"

const [report, folder, most] = process.argv.slice(2)
const files = JSON.parse(readFileSync(report, "utf8")).testResults
const failed = files.filter(({ status }) => status !== "passed").map(({ name }) => relative(folder, name))
if (failed.length === 0 || failed.length > Number(most)) {
  console.error(`${failed.length} files of journeys failed`)
  process.exit(1)
}
console.log(failed.join(" "))
