// Time as people here write it: 10.47, in the zone of the city and not of the phone.

const formats = new Map<string, Intl.DateTimeFormat>()

function parts(at: number, zone: string): Record<string, string> {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      weekday: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    })
    formats.set(zone, format)
  }
  return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]))
}

/** "10.47". */
export function hourMinute(at: number, zone: string): string {
  const { hour, minute } = parts(at, zone)
  return `${hour}.${minute}`
}

/** "10.47.08", for screens that prove they are alive. */
export const hourMinuteSecond = (at: number, zone: string): string => `${hourMinute(at, zone)}.${parts(at, zone)["second"]}`

/** Minutes since local midnight, for greetings and the hours of the night. */
export function minuteOfDay(at: number, zone: string): number {
  const { hour, minute } = parts(at, zone)
  return Number(hour) * 60 + Number(minute)
}

/** "2026-11-21", to tell days apart. */
export function dayOf(at: number, zone: string): string {
  const { year, month, day } = parts(at, zone)
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`
}

/** The moment at which that day begins there: every zone here lies less than half a day ahead of the date's own. */
export function beginOf(date: string, zone: string): number {
  const at = Date.parse(date)
  return at - minuteOfDay(at, zone) * 60_000
}

export type DayWords = { tomorrow: string; yesterday: string; months: string }

/** "10.56" today, "besok 07.00" or "24 Nov 07.00" otherwise. */
export function momentLabel(at: number, now: number, zone: string, words: DayWords): string {
  const time = hourMinute(at, zone)
  const day = dayOf(at, zone)
  if (day === dayOf(now, zone)) return time
  if (day === dayOf(now + 86_400_000, zone)) return `${words.tomorrow} ${time}`
  if (day === dayOf(now - 86_400_000, zone)) return `${words.yesterday} ${time}`
  const { day: date, month } = parts(at, zone)
  return `${date} ${words.months.split(" ")[Number(month) - 1] ?? ""} ${time}`
}

/** "0,32": a decimal comma, as written here. */
export const decimal = (value: number, digits = 1): string => value.toFixed(digits).replace(".", ",")
