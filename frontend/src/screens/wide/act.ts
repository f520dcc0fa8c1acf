// One command from an office: the key is made once, so that trying again after silence can never do it twice.
import type { Api } from "../../core/api"
import { Problem } from "../../core/problem"
import { uuidv7 } from "../../core/uuid"
import type { CommandAnswer } from "../../core/wire"

export type Outcome =
  | { kind: "done"; answer: CommandAnswer }
  | { kind: "refused"; problem: Problem }
  /** Nobody knows whether it arrived. `again` sends the same command under the same key. */
  | { kind: "unknown"; again: () => Promise<Outcome> }

const pauses = [0, 700, 2000]

export function act(api: Pick<Api, "command">, service: string, move: string, body: Record<string, unknown>, wait = sleep): Promise<Outcome> {
  const key = uuidv7(Date.now())
  const send = async (): Promise<Outcome> => {
    for (const pause of pauses) {
      if (pause) await wait(pause)
      try {
        return { kind: "done", answer: await api.command(service, move, key, body) }
      } catch (problem) {
        if (problem instanceof Problem && !problem.passing) return { kind: "refused", problem }
        if (problem instanceof Problem && problem.retryAfter) await wait(problem.retryAfter)
      }
    }
    return { kind: "unknown", again: send }
  }
  return send()
}

const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
