// The ledger of one house. Each look is told to the household, so a house is asked for once, and again only when its case moved.
import { useEffect, useRef, useState } from "preact/hooks"
import { ledgerOf, type HouseLedger } from "../../core/ledger"
import type { Office } from "../wide/start"

export type BookState = { ledger: HouseLedger | null; failed: boolean }

const pause = 10_000

/** `mark` changes when the ledger may have: the version of the case that lies open. */
export function useBook(office: Office, house: string | null, mark: string): BookState {
  const known = useRef(new Map<string, { mark: string; ledger: HouseLedger }>())
  const [state, set] = useState<BookState>({ ledger: null, failed: false })
  const [tries, again] = useState(0)
  useEffect(() => {
    const before = house ? known.current.get(house) : undefined
    set({ ledger: before?.ledger ?? null, failed: false })
    if (!house || before?.mark === mark) return
    let gone = false
    // Somebody who walks down the queue with J looks at nobody's ledger on the way.
    let timer = setTimeout(() => {
      ledgerOf(office.api, house).then(
        (ledger) => {
          known.current.set(house, { mark, ledger })
          if (!gone) set({ ledger, failed: false })
        },
        () => {
          if (gone) return
          set({ ledger: before?.ledger ?? null, failed: true })
          timer = setTimeout(() => again(tries + 1), pause)
        },
      )
    }, before ? 0 : 300)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [office, house, mark, tries])
  return state
}
