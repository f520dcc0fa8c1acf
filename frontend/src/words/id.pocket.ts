// Words of the phone without a network: a report handed over by a code, several people on one phone, a full or emptied memory.
export const idPocket = {
  // the queue
  queueChange: "Ubah",
  queueCarry: "Tidak ada sinyal lama? Biarkan HP Ketua RT membaca kode ini. Isinya terkunci.",
  carry: "Titip lewat HP Ketua RT",
  carriedTitle: "Titipan tetangga",
  carriedUnsent: "Titipan tetangga, belum terkirim",
  handedOver: "kode dibuka {time}, belum ada jawaban",
  // hand over by code
  carryOne: "{title} · {n} dari {of}",
  carryHow: "Dekatkan layar ini ke kamera HP Ketua RT.",
  carrySealed: "Isinya terkunci. Pembawa tidak dapat membacanya.",
  carryStays: "Laporan tetap di antrean sampai server menjawab.",
  carryPart: "Kode {n} dari {of}, berganti sendiri",
  carryNext: "Kode berikutnya",
  carryNextOne: "Laporan berikutnya",
  carryDone: "Sudah dibaca",
  carryCode: "Kode titipan, bagian {n} dari {of}",
  carryNot: "Belum bisa dititipkan",
  carryNotHint: "HP ini perlu tersambung sekali dulu. Ceritakan langsung kepada Ketua RT.",
  carryEmpty: "Tidak ada yang perlu dititipkan",
  carrySettling: "Mengunci isi laporan",
  // read a neighbour's code
  readHow: "Arahkan kamera ke kode di HP tetangga.",
  readView: "Gambar kamera",
  readHave: "{n} dari {of} kode terbaca",
  readForeign: "Ini bukan kode titipan. Cari tombol Titip di HP tetangga.",
  readNoCamera: "Kamera belum diizinkan. Ambil foto kodenya saja.",
  readNoReader: "Pembaca kode belum ada di HP ini. Sambungkan sekali dulu.",
  readPhoto: "Ambil foto kode",
  readPhotoNot: "Kode di foto ini belum terbaca. Coba lebih dekat.",
  readSaved: "Titipan tersimpan di HP ini",
  readSavedHint: "Belum terkirim. Terkirim sendiri begitu ada sinyal.",
  readSent: "Titipan sudah terkirim",
  readSentHint: "Pemiliknya melihatnya di HP-nya begitu ada sinyal.",
  readTwice: "Titipan ini sudah pernah dibaca",
  readAgain: "Baca kode lain",
  readQueue: "Lihat antrean",
} as const

export type PocketWords = { readonly [K in keyof typeof idPocket]: string }
