// Words of a photo: where it is chosen, and where it is looked at.
export const idPhoto = {
  photoTake: "Ambil foto",
  photoPick: "Pilih dari HP",
  photoHint: "Tempat dan jam dari kamera tidak ikut. Yang membuka foto tercatat.",
  photoThings: "Foto barangnya saja, bukan orangnya.",
  photoChosen: "Foto yang dipilih",
  photoThere: "Foto yang dikirim tadi tetap ikut.",
  photoDrop: "Buang foto",
  photoSmaller: "Foto sedang dikecilkan.",
  photoNone: "Berkas ini bukan foto. Pilih foto lain.",
  photoFull: "Penyimpanan HP penuh. Kirim tanpa foto, atau kosongkan dulu.",
  photoLook: "Lihat foto",
  photoLookGiven: "Lihat foto barang yang diantar",
  photoAlt: "Foto dari laporan ini",
  photoComing: "Foto sedang dibuka.",
  photoNotNow: "Foto belum bisa dibuka. Coba lagi saat ada sinyal.",
} as const

export type PhotoWords = { readonly [K in keyof typeof idPhoto]: string }
