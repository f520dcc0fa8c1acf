// Several tabs of one phone: what each draws and files is one person's, so each hears when the phone is handed on.

/** Tells the other tabs who uses the phone now. */
export const tellTabs = (account: string): void => localStorage.setItem("jt.who", account)

/** Calls back when another tab said that somebody else does. */
export function watchTabs(mine: string, work: () => void): void {
  addEventListener("storage", (event) => {
    const { key, newValue } = event as StorageEvent
    if (key === "jt.who" && newValue !== mine) work()
  })
}
