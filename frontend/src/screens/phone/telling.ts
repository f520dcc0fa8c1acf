// Comes with every form: where something can be told that is red, the danger screen is there before it is asked for.
import { Danger } from "./Danger"
import { Danger as Piece } from "./pieces"

Piece.ready(Danger)
