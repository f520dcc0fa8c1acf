// Words that only people with a duty need: inbox, houses, a volunteer's tasks.
export const idDuty = {
  // home
  allReports: "Laporan di wilayah saya",
  guardDesk: "Meja pelindungan data",
  duties: "Tugas saya",
  // clock
  untilThen: "sampai {time}, lalu {next}",
  untilOnly: "sampai {time}",
  // inbox
  inboxOf: "Kotak masuk {place}",
  inboxCount: "{n} menunggu {name}",
  inboxEmpty: "Belum ada yang menunggu",
  inboxEmptyHint: "Syukurlah. Kami beri kabar bila ada laporan.",
  housesTitle: "Rumah di RT saya",
  housesHint: "Pilih rumah untuk membuat kode masuknya.",
  housesEmpty: "Belum ada rumah",
  inviteText: "Keluarga di rumah ini memindai kode, lalu menulis nama.",
  inviteUntil: "sampai {until}, untuk {n} HP",
  otherHouse: "Rumah lain",
  answeredAt: "{title}, {time}.",
  answeredStored: "Tersimpan di HP, sedang dikirim",
  answeredOffline: "Tersimpan di HP, belum terkirim",
  answeredSent: "Terkirim",
  undo: "Urungkan",
  openCases: "{n} terbuka",
  // helper
  helperTitle: "Tugas relawan",
  helperMine: "Saya tangani",
  helperFree: "Menunggu pengantar",
  helperHeld: "Sedang ditangani",
  helperEmpty: "Belum ada yang perlu diantar",
  helperEmptyHint: "Terima kasih sudah siaga.",
  witnessHint: "Tetangga lain di RT ini memindai kode ini.",
} as const

export type DutyWords = { readonly [K in keyof typeof idDuty]: string }
