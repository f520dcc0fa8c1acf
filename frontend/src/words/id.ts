// Indonesian comes first: this file decides which words exist, every other language must have them all.
// Keys are short and grouped by place; {name} marks what is put in. Words of the desk and the boards
// stand in id.wide.ts, so that a phone never carries them.

export const id = {
  // ── core and phone ──────────────────────────────────────────────────────
  appName: "Jogo Tonggo",

  // ── ui (shared components) ──────────────────────────────────────────────
  back: "Kembali",
  cancel: "Batalkan",
  yes: "Ya",
  no: "Tidak",
  optional: "boleh kosong",
  fewer: "Kurangi",
  more: "Tambah",
  pickOne: "Pilih salah satu.",
  fillIn: "Isi bagian ini.",
  fillNumber: "Tulis dengan angka.",
  fillDigits: "Tulis {n} angka.",
  fillAgain: "Periksa lagi tulisan ini.",
  atLeast: "Paling sedikit {n}.",
  atMost: "Paling banyak {n}.",
  tooLong: "Paling panjang {n} huruf.",
} as const

export type Words = { readonly [K in keyof typeof id]: string }
