// @vitest-environment happy-dom
import "fake-indexeddb/auto"
import { render } from "preact"
import { expect, test, vi } from "vitest"
import type { Api } from "../../core/api"
import { Problem } from "../../core/problem"
import { openStore } from "../../core/store"
import { SignIn } from "./SignIn"

const about = { version: "dev", demo: true, time_zone: "Asia/Jakarta", bus: "memory" as const, database: "sqlite" as const, epoch: "00000b", restored: null }
const refused = () => Promise.reject(new Problem({ status: 401, code: "signed_out", detail: "", fields: [] }))

async function draw(api: Partial<Api>): Promise<HTMLElement> {
  const root = document.createElement("div")
  document.body.append(root)
  render(<SignIn api={api as Api} store={await openStore("signin")} />, root)
  await vi.waitFor(() => expect(root.querySelector("[aria-busy]")).toBeNull())
  return root
}

test("the demo offers one tap per person, grouped by where they work", async () => {
  const signIn = vi.fn(refused)
  const logins = [
    { login: "warga", name: "Sri Wahyuni", title: "Warga, RT 03 RW 04", app: "phone" as const },
    { login: "lurah", name: "Endah", title: "Lurah Tegalsari", app: "board" as const },
  ]
  const root = await draw({ about: async () => ({ ...about, logins }), signIn })
  expect([...root.querySelectorAll("h2")].map((one) => one.textContent)).toEqual(["Di HP", "Di papan"])
  root.querySelector<HTMLButtonElement>(".opener")!.click()
  await vi.waitFor(() => expect(root.querySelector("[role=alert]")?.textContent).toContain("belum cocok"))
  expect(signIn).toHaveBeenCalledWith("warga", "jogotonggo")
})

test("outside the demo a login and a secret are asked for", async () => {
  const root = await draw({ about: async () => about, signIn: refused })
  expect([...root.querySelectorAll("label")].map((one) => one.textContent)).toEqual(["Nama masuk", "Kata sandi"])
  expect(root.querySelector("input[type=password]")).not.toBeNull()
})
