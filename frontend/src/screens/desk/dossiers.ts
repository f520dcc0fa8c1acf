// Opened cases of this page. Opening is an audited read, so only rows that are looked at are opened, each version once, few at a time.
import type { Api } from "../../core/api"
import type { CaseAnswer, Facts } from "../../core/wire"

const atOnce = 3

export class Dossiers {
  private readonly known = new Map<string, CaseAnswer>()
  /** The version that could not be opened: it is not asked for again. */
  private readonly refused = new Map<string, number>()
  private wanted: Facts[] = []
  private readonly reading = new Set<string>()

  constructor(
    private readonly api: Pick<Api, "caseById">,
    private readonly onChange: () => void,
  ) {}

  get = (id: string): CaseAnswer | undefined => this.known.get(id)

  failed = (facts: Facts): boolean => (this.refused.get(facts.id) ?? -1) >= facts.version

  /** What the page shows now, most important first. Earlier wishes are forgotten. */
  want(rows: readonly Facts[]): void {
    this.wanted = rows.filter((facts) => this.stale(facts) && !this.failed(facts))
    this.pump()
  }

  /** Reads one again whatever its version: after an act, the moves on offer are others. */
  refresh = async (id: string): Promise<void> => {
    this.refused.delete(id)
    await this.read(id, Infinity)
  }

  private stale = (facts: Facts): boolean => (this.known.get(facts.id)?.case.version ?? -1) < facts.version

  private pump(): void {
    while (this.reading.size < atOnce) {
      const next = this.wanted.findIndex((facts) => !this.reading.has(facts.id))
      if (next < 0) return
      const [facts] = this.wanted.splice(next, 1)
      void this.read(facts!.id, facts!.version)
    }
  }

  private async read(id: string, version: number): Promise<void> {
    this.reading.add(id)
    try {
      this.known.set(id, await this.api.caseById(id))
    } catch {
      this.refused.set(id, version)
    } finally {
      this.reading.delete(id)
      this.onChange()
      this.pump()
    }
  }
}
