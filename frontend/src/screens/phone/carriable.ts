// What may travel on another's phone: what waits, is this account's own, is no word past the RT, and does not grow old on the way.
import type { Entry } from "../../core/outbox"
import { storyOf } from "../../services/story"

export const mayCarry = (entry: Entry): boolean =>
  !entry.way && !entry.goodFor && (entry.state === "stored" || entry.state === "sending") && !storyOf(entry.service).private
