// The alarm in lists: nowhere. It lies over every screen while it sounds, and has pages of its own.
import type { Face } from "../face"

export const face: Face = { apart: true, place: "kentongan", urgent: { move: "raise", page: "bunyikan" } }
