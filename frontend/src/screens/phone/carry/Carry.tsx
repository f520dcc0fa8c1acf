// A report on another's phone: shown here as a code, or read there.
import { HandOver } from "./HandOver"
import { Receive } from "./Receive"
import "../screens.css"
import "./carry.css"

/** `given` is the report that comes first, or "baca" to read a neighbour's. */
export const Carry = ({ given }: { given: string }) => (given === "baca" ? <Receive /> : <HandOver first={given} />)
