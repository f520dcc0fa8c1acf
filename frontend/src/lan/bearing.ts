// Over plain http the server gives no cookie: anybody in the room could read it, and so could a page of somebody else's. The token
// lies in localStorage instead. Not in sessionStorage: neighbours have no secret to come back by, and a closed tab would shut them out.

type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">

const slot = "jt.lan"

/** The same fetch, that says who asks and keeps what opens the door. */
export function bearing(plain: typeof fetch, shelf: Shelf, origin = location.origin): typeof fetch {
  return async (input, init) => {
    const request = new Request(input instanceof Request ? input : new URL(input, origin), init)
    const { origin: to, pathname } = new URL(request.url)
    if (to !== origin || !pathname.startsWith("/api/")) return plain(request)
    const token = shelf.getItem(slot)
    if (token) request.headers.set("Authorization", "Bearer " + token)
    const answer = await plain(request)
    if (request.method === "POST" && answer.ok) await enter(answer.clone(), shelf)
    if (request.method === "DELETE" && answer.ok && pathname === "/api/v1/session") shelf.removeItem(slot)
    return answer
  }
}

/** Whoever came in, by a secret, an invitation or a screen's code, is answered with a token. */
async function enter(answer: Response, shelf: Shelf): Promise<void> {
  const said = (await answer.json().catch(() => null)) as { token?: unknown; account?: unknown } | null
  if (said?.account && typeof said.token === "string") shelf.setItem(slot, said.token)
}
