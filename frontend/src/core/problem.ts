import type { FieldProblem } from "./wire"

/** What a refused command says, kept as plain data so that the outbox can store it. */
export type Refusal = { status: number; code: string; detail: string; fields: FieldProblem[] }

/** The server answered, and the answer was no (or not now). */
export class Problem extends Error {
  constructor(
    readonly refusal: Refusal,
    /** Milliseconds the server asks to wait, when it asks. */
    readonly retryAfter: number | null = null,
  ) {
    super(refusal.detail || refusal.code)
    this.name = "Problem"
  }

  /** Trying the same body again can only help where the server was busy, limited or out of reach. */
  get passing(): boolean {
    const { status } = this.refusal
    return status >= 500 || status === 429 || status === 408 || this.otherAccount
  }

  /** The server takes this browser for somebody else. Nothing was done, and nothing is wrong with what was asked. */
  get otherAccount(): boolean {
    return this.refusal.code === "other_account"
  }

  get signedOut(): boolean {
    return this.refusal.status === 401
  }
}

/** No answer of ours came: no network, a timeout, or some portal in between that speaks for itself. */
export class Unreachable extends Error {
  constructor(cause?: unknown) {
    super("unreachable", { cause })
    this.name = "Unreachable"
  }
}
