// A picture's or a file's address carries no token: the page fetches it and hands over what came.

const ours = (address: string | null): address is string => address?.startsWith("/api/") ?? false

async function fetched(address: string): Promise<string> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(String(answer.status))
  return URL.createObjectURL(await answer.blob())
}

export function carryLinks(): void {
  const src = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, "src")!
  Object.defineProperty(HTMLImageElement.prototype, "src", {
    ...src,
    set(this: HTMLImageElement, address: string) {
      if (!ours(address)) return void src.set!.call(this, address)
      fetched(address).then(
        (blob) => {
          this.addEventListener("load", () => URL.revokeObjectURL(blob), { once: true })
          src.set!.call(this, blob)
        },
        () => this.dispatchEvent(new Event("error")),
      )
    },
  })
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null
    const address = link?.getAttribute("href") ?? null
    if (!link || !ours(address)) return
    event.preventDefault()
    void fetched(address).then((href) => {
      Object.assign(document.createElement("a"), { href, download: link.download || address.split(/[/?]/).slice(-2)[0]! }).click()
      setTimeout(() => URL.revokeObjectURL(href), 60_000)
    })
  }, true)
}
