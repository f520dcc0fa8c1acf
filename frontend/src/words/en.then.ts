import type { ThenWords } from "./id.then"

export const enThen: ThenWords = {
  thenHint: "The board of the day and hour that you choose.",
  thenDay: "Day",
  thenHour: "Hour",
  thenLook: "Show it",
  thenAt: "As it was on {day}, {time}",
  thenStill: "This board does not move",
  thenOther: "Another time",
  thenNow: "Back to now",
  thenNoZones: "Zone colours are kept for 50 days.",
}
