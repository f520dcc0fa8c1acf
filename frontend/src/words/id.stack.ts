// Words of one sheet of paper being typed: they come with its form, and what else an office says stays behind.
export const idStack = {
  paperPick: "Ketik nomor rumah, lalu pilih dari daftar.",
  paperNext: "Simpan dan berikutnya",
  paperMending: "Memperbaiki lembar {house}",
  paperSave: "Simpan perbaikan",
  paperGone: "Lembar ini sedang dikirim. Tunggu jawaban dulu.",
  paperTwice: "Sudah diisi tadi, tetap simpan?",
  paperTwiceYes: "Tetap simpan",
  sheetHouse: "Nomor rumah",
  sheetNone: "Belum ada yang cocok.",
} as const

export type StackWords = { readonly [K in keyof typeof idStack]: string }
