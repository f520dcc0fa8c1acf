// Triage of somebody at home, the same on phone and server (rt-rw/isolation/testdata/triage.json holds both to it).
// It is advice, not a diagnosis. It runs before any network is asked.

export type Colour = "green" | "yellow" | "orange" | "red"

/** What a household can tell. Nothing, or a nought, means: not measured, and "no device" is an answer. */
export type Measures = {
  /** At rest. */
  breathless?: boolean
  /** Blue lips, chest pain, confusion, cannot eat or drink. */
  danger?: boolean
  /** Than yesterday. */
  worse?: boolean
  temp_c?: number
  spo2?: number
  /** A minute. */
  breaths?: number
  /** Of the illness, 1 = the first. */
  day?: number
}

export function triage({ breathless, danger, worse, temp_c = 0, spo2 = 0, breaths = 0, day = 0 }: Measures): Colour {
  const saturation = spo2 || 100
  if (danger || breathless || saturation < 90 || breaths > 30) return "red"
  if (saturation < 95 || breaths > 24 || (temp_c >= 38 && day >= 3)) return "orange"
  return worse ? "yellow" : "green"
}

/** Colours by need, most urgent first. */
export const colours: readonly Colour[] = ["red", "orange", "yellow", "green"]
