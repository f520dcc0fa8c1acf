// This phone's memory, in the browser.
import { openStore, type Store } from "./core/store"

/** Where a browser has none, one that ends with the page and takes no report. */
export const browserStore = (): Promise<Store> => openStore().catch(() => import("./core/unkept").then(({ Unkept }) => new Unkept()))
