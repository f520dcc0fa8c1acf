// What a restored server is not told again: an alarm is over when it is over, and so is what was answered to it.
import type { Entry } from "../../core/outbox"
import { overs } from "../../services/over"

export const fleeting = ({ service }: Entry): boolean => overs.some((one) => one.service === service)
