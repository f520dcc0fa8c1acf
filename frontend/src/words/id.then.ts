// Words of a board of the past.
export const idThen = {
  thenHint: "Papan pada hari dan jam yang Bapak/Ibu pilih.",
  thenDay: "Hari",
  thenHour: "Pukul",
  thenLook: "Tampilkan",
  thenAt: "Keadaan pada {day}, {time}",
  thenStill: "Papan ini tidak bergerak",
  thenOther: "Pilih waktu lain",
  thenNow: "Kembali ke sekarang",
  thenNoZones: "Warna zona disimpan 50 hari.",
} as const

export type ThenWords = { readonly [K in keyof typeof idThen]: string }
