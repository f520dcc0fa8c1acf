import type { ArrivalWords } from "./id.arrival"

export const enArrival: ArrivalWords = {
  guestHint: "Within a day is enough. Afterwards is welcome too.",
  guestLater: "Add what you know",
  arriveAsk: "How is everybody today?",
  arriveAsked: "Today's news is in",
  arriveDay: "Day {n} of {of}",
  arriveEnds: "until {day}",
  arriveCells: "Day {n} of {of}. News came on {given} days.",
}
