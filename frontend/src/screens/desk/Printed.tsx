// What P prints. It is drawn only for paper: on the screen it is not there, for eyes as for readers.
import { useEffect, useState } from "preact/hooks"
import type { CaseAnswer } from "../../core/wire"
import type { Office } from "../wide/start"
import type { Row } from "./groups"
import { Round } from "./Round"

type Props = { office: Office; title: string; rows: readonly Row[]; read: (id: string) => CaseAnswer | undefined; skew: number }

const halfMinute = 30_000

export function Printed({ skew, ...sheet }: Props) {
  const [at, set] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => set(Date.now()), halfMinute)
    return () => clearInterval(timer)
  }, [])
  return sheet.rows.length > 0 ? <Round {...sheet} now={at + skew} /> : null
}
