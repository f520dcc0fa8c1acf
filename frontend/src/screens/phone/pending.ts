// What waits on this phone, in words. Apart from the thread of a case, so that a page without one does without all stories.
import type { Entry } from "../../core/outbox"
import { t } from "../../words/pages"
import type { View } from "./phone"

export const pendingWord = (entry: Entry, view: View): string =>
  t(view.online ? "pendingMove" : "pendingOffline", { title: entry.title.split(":")[0]! })
