// Another person of this browser uses it from now on, as the server sees it.
import type { Api } from "./api"
import type { Pocket } from "./carry"
import type { Account } from "./wire"

export const turn = (api: Pick<Api, "call">, account: string, secret?: string) =>
  api.call<{ account: Account; carry?: Pocket }>("POST", "/me/profiles/switch", { account, ...(secret && { secret }) })
