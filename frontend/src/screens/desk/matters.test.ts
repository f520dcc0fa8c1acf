// What lies before the guard of personal data, and how far back a glass is looked into.
import { expect, test } from "vitest"
import { filed } from "../../../test/aid"
import { access, look, matter, privacy } from "../../../test/privacy"
import type { AuditLook } from "../../core/records"
import { matterRow, readUnder, sortMatters } from "./matters"

const services = [privacy, access]
const ids = (list: { id: string }[]) => list.map(({ id }) => id)

test("wishes stand by their clock, a closed glass before an open one, and what was judged is done", () => {
  const asked = matter("privacy", "asked", "09:00", { due: "2026-11-24T09:00:00+07:00" })
  const withdrawn = matter("privacy", "withdrawn", "08:00", { due: "2026-11-24T08:00:00+07:00" })
  const kept = matter("privacy", "kept", "07:00")
  const open = matter("access", "open", "13:00")
  const closed = matter("access", "closed", "10:00")
  const reviewed = matter("access", "reviewed", "06:00")
  const drawers = sortMatters(services, [asked, withdrawn, kept, open, closed, reviewed])
  expect([drawers.wishes, drawers.glasses, drawers.done].map(ids)).toEqual([ids([withdrawn, asked]), ids([closed, open]), ids([kept, reviewed])])
})

test("a row tells state and place, and nothing that would have to be opened", () => {
  expect(matterRow(services, matter("privacy", "asked", "09:00"))).toMatchObject({ title: "Menunggu dihapus", need: null })
  expect(matterRow(services, matter("access", "closed", "10:00")).title).toBe("Buka data darurat")
})

test("what was opened under a glass is read back to the hour it was broken, and no further", async () => {
  const glass = matter("access", "closed", "14:00")
  const one = (seq: number, time: string, why: string | null): AuditLook => ({ seq, log: "33.74.08.1006", at: look(time).at, case: filed.id, service: "aid", role: "camat", title: "Camat", account: "a", why })
  const pages = [
    { looks: [one(5, "15:00", "other"), one(4, "14:20", glass.id)], next: "b" },
    { looks: [one(3, "14:05", glass.id), one(2, "13:00", null)], next: "c" },
  ]
  const asked: (string | undefined)[] = []
  const found = await readUnder(async (next) => (asked.push(next), pages[next === "b" ? 1 : 0]!), glass)
  expect(found.map(({ seq }) => seq)).toEqual([4, 3])
  expect(asked).toEqual([undefined, "b"])
})
