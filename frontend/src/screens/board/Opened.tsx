// One case above the board. What it takes is fetched when somebody opens one, so that a wall has its map sooner.
import { useEffect, useState } from "preact/hooks"
import type { CaseAnswer, Facts } from "../../core/wire"
import { Sheet } from "../../ui/Sheet"
import { t } from "../../words/wide"
import { lazily, nothing } from "../phone/lazily"
import type { CaseFileProps } from "../wide/CaseFile"
import type { Office } from "../wide/start"

const CaseFile = lazily<CaseFileProps>(() => import("../wide/CaseFile").then((it) => it.CaseFile), nothing)

type OpenedProps = { office: Office; id: Facts["id"]; version: number | undefined; skew: number; onClose: () => void }

/** A case as a sheet above the board, read again with each version. */
export function Opened({ office, id, version, skew, onClose }: OpenedProps) {
  const [answer, set] = useState<CaseAnswer | null>(null)
  const [failed, fail] = useState(false)
  const read = () => void office.api.caseById(id).then(set, () => fail(true))
  useEffect(read, [id, version])
  return (
    <Sheet title={answer ? "" : failed ? t("unreadable") : t("reading")} leave={t("close")} open onClose={onClose}>
      {answer && <CaseFile office={office} answer={answer} skew={skew} onActed={read} />}
    </Sheet>
  )
}
