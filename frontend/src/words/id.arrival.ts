// Words of telling of a guest, and of what a watched house is asked: they come with that form and that card.
export const idArrival = {
  guestHint: "Cukup dalam 1×24 jam. Sesudahnya pun diterima.",
  guestLater: "Lengkapi bila tahu",
  arriveAsk: "Bagaimana kabar hari ini?",
  arriveAsked: "Kabar hari ini sudah masuk",
  arriveDay: "Hari {n} dari {of}",
  arriveEnds: "sampai {day}",
  arriveCells: "Hari {n} dari {of}. Kabar masuk {given} hari.",
} as const

export type ArrivalWords = { readonly [K in keyof typeof idArrival]: string }
