// How many commands wait is noted outside the database that they lie in: when a browser short of space takes it away, that number is what is left.
import type { Store } from "../../core/store"

const count = (name: string): number => Number(localStorage.getItem(name))

/** Counts what anybody has waiting here. Gives how many went with a database that was taken away, until that is put away. */
export async function countWaiting(store: Store): Promise<number> {
  const [all, order] = await Promise.all([store.all("outbox"), store.get("numbers", "order")])
  // One that never numbered a command is new.
  const lost = count("jt.lost") + (order === undefined ? count("jt.waiting") : 0)
  localStorage.setItem("jt.waiting", String(all.filter(({ state }) => state !== "sent").length))
  localStorage.setItem("jt.lost", String(lost))
  return lost
}

export const putLostAway = (): void => localStorage.removeItem("jt.lost")
