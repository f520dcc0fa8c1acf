// What Lighthouse says of the pages that people open first. Accessibility and best practices must be whole; performance is told.
import { chromium } from "playwright-core"
import lighthouse from "lighthouse"

const pages = [
  { name: "sign-in", path: "/masuk" },
  { name: "home", path: "/", login: "warga" },
  { name: "inbox", path: "/", login: "rt" },
  { name: "desk", path: "/meja", login: "staf", wide: true },
  { name: "board", path: "/papan", login: "lurah", wide: true },
  { name: "city", path: "/papan", login: "kota", wide: true },
]

export async function audit(town, { executablePath, args, port }) {
  const found = []
  for (const { name, path, login, wide } of pages) {
    const browser = await chromium.launch({ executablePath, headless: true, args: [...args, `--remote-debugging-port=${port}`] })
    try {
      const cookie = login && (await town.enter(login))
      const said = await lighthouse(town.url + path, {
        port,
        logLevel: "error",
        onlyCategories: ["performance", "accessibility", "best-practices"],
        formFactor: wide ? "desktop" : "mobile",
        screenEmulation: wide ? { mobile: false, width: 1920, height: 1080, deviceScaleFactor: 1 } : { mobile: true, width: 360, height: 640, deviceScaleFactor: 2 },
        extraHeaders: cookie ? { Cookie: `${cookie.name}=${cookie.value}` } : {},
        disableStorageReset: false,
      })
      const { categories, audits } = said.lhr
      const faults = Object.values(categories)
        .filter(({ id }) => id !== "performance")
        .flatMap(({ auditRefs }) => auditRefs.filter(({ weight, id }) => weight > 0 && audits[id].score !== null && audits[id].score < 1).map(({ id }) => id))
      found.push({ name, accessibility: categories.accessibility.score, practices: categories["best-practices"].score, performance: categories.performance.score, faults })
    } finally {
      await browser.close()
    }
  }
  return found
}
