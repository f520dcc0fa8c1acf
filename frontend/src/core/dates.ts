// Dates of the wire, "2026-11-27": days without an hour.

/** "Jumat, 27 Nov": a date of the wire in words. */
export const dateWord = (date: string, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "short", timeZone: "UTC" }).format(Date.parse(date.slice(0, 10)))

/** Whole days from one date to another; nought where one is no date. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) || 0

/** "21 November", for a notice that stands a whole day. */
export const longDate = (date: string, language: string): string =>
  new Intl.DateTimeFormat(language, { day: "numeric", month: "long", timeZone: "UTC" }).format(Date.parse(date))

/** "21 Nov 2027": a day far off, in the town's zone. */
export const farDate = (at: string, language: string, zone: string): string =>
  new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone: zone }).format(Date.parse(at))

/** The date so many days on. */
export const plusDays = (date: string, days: number): string => new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
