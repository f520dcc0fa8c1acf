// Consent and erasure: the household finds them under "Data keluarga saya".
import type { Face } from "../face"

export const face: Face = { aside: true }
