// The way into the first day: by the link that the server printed, or for a lurah who comes back to go on.
import type { VNode } from "preact"
import type { Api } from "../../core/api"
import { addWords, currentLanguage } from "../../core/i18n"
import type { Store } from "../../core/store"

type Parts = { api: Api; store: Store }

/** A lurah whose kelurahan has no RT yet goes on with it; `code` is the link's, "" for who is signed in. */
export async function firstDay(parts: Parts, code: string): Promise<VNode> {
  await speak()
  if (code) {
    const { Founding } = await import("./Founding")
    return <Founding {...parts} code={code} />
  }
  const { Setup } = await import("./Setup")
  return <Setup {...parts} />
}

/** A head's letter: into an account that is there already. */
export async function letter(parts: Parts, code: string): Promise<VNode> {
  await speak()
  const { Letter } = await import("./Letter")
  return <Letter {...parts} code={code} />
}

async function speak(): Promise<void> {
  if (currentLanguage() === "en") addWords((await import("../../words/en.setup")).enSetup, "en")
}
