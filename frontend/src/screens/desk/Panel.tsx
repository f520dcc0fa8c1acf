// The right column: an opened case with the ledger of its household, or a household that nothing reached.
import { houseNumber, plateLines, withoutHouse } from "../../core/area"
import type { Forgotten } from "../../core/ledger"
import type { CaseAnswer } from "../../core/wire"
import { Button } from "../../ui/Button"
import { Icon } from "../../ui/Icon"
import { Plate } from "../../ui/Plate"
import { t } from "../../words/desk"
import { CaseFile } from "../wide/CaseFile"
import type { Office } from "../wide/start"
import { useServerNow } from "../wide/useLive"
import { Book, SecondPacket } from "./Book"
import { useBook } from "./useBook"

type OpenedProps = { office: Office; answer: CaseAnswer; skew: number; pressed: { key: string; n: number }; onActed: () => void; book: boolean }

/** `book`: whether this office may know what the household was given. */
export function Opened({ office, answer, skew, pressed, onActed, book }: OpenedProps) {
  const now = useServerNow(skew)
  const { case: one } = answer
  // Only where something is brought: a household's other affairs are no reason to look into what it was given.
  const brings = book && office.services.find(({ name }) => name === one.service)?.moves.some(({ schema }) => schema.properties?.["holder"])
  const { ledger, failed } = useBook(office, brings ? one.household : null, `${one.id} ${one.version}`)
  const waits = brings && one.household && !ledger
  return (
    <CaseFile office={office} answer={answer} skew={skew} keys={["s", "r"]} pressed={pressed} onActed={onActed} address={ledger?.label}
      first={ledger ? <Book office={office} ledger={ledger} now={now} /> : waits && <p class="note">{t(failed ? "bookFailed" : "bookReading")}</p>}
      warning={ledger && answer.moves.some(({ schema }) => schema.properties?.["holder"]) && <SecondPacket office={office} ledger={ledger} now={now} but={one.id} />} />
  )
}

type HouseProps = { office: Office; one: Forgotten | undefined; house: string; skew: number; onOpen: (id: string) => void }

export function House({ office, one, house, skew, onOpen }: HouseProps) {
  const now = useServerNow(skew)
  const { ledger, failed } = useBook(office, house, "")
  const asks = one?.asks ?? []
  return (
    <section class="file" aria-label={t("houseNo", { n: houseNumber(house) })}>
      <header>
        <div><h2>{t("houseNo", { n: houseNumber(house) })}</h2><p class="note">{ledger?.label ?? one?.label}</p></div>
        <Plate lines={plateLines(withoutHouse(house))} />
      </header>
      <div class="reading">
        {ledger ? <Book office={office} ledger={ledger} now={now} /> : failed ? <p class="why" role="alert"><Icon name="alert" /><span>{t("bookFailed")}</span></p> : <p class="note">{t("bookReading")}</p>}
      </div>
      {asks[0] && <div class="doing"><Button kind="main" onClick={() => onOpen(asks[0]!.case)}>{t("openCase")}</Button></div>}
    </section>
  )
}
