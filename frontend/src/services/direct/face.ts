// Past the RT, to the kelurahan: nothing on the home and no title may tell over a shoulder what it is about.
import type { Face } from "../face"

export const face: Face = { aside: true, title: ({ title }) => title, step: { in_hand: "read", withdrawn: "struck" } }
