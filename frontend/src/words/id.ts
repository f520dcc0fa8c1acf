// Indonesian comes first: this file decides which words exist, every other language must have them all.
// Keys are short and grouped by place; {name} marks what is put in. This is the first tier, the home; id.pages.ts, id.duty.ts
// and id.wide.ts hold the others, so that a phone first fetches only what its home says.

export const id = {
  // ── core and phone ──────────────────────────────────────────────────────
  appName: "Jogo Tonggo",
  loading: "Mengambil kabar terbaru",
  months: "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des",
  tomorrow: "besok",
  yesterday: "kemarin",
  atTime: "pukul {time}",
  tomorrowAt: "besok pukul {time}",
  dayAt: "{day} pukul {time}",
  // home
  menu: "Menu",
  morningJ: "Sugeng enjing, {name}",
  noonJ: "Sugeng siang, {name}",
  afternoonJ: "Sugeng sonten, {name}",
  nightJ: "Sugeng dalu, {name}",
  morning: "Selamat pagi, {name}",
  noon: "Selamat siang, {name}",
  afternoon: "Selamat sore, {name}",
  night: "Selamat malam, {name}",
  connected: "Terhubung · {time}",
  connecting: "Menyambung · per {time}",
  partly: "Sebagian · per {time}",
  noSignal: "Tanpa sinyal · per {time}",
  lastNews: "Kabar terakhir {time}",
  emergency: "DARURAT",
  myReports: "Laporan keluarga saya",
  running: "{n} berjalan",
  noReports: "Belum ada laporan",
  noReportsHint: "Syukurlah. Bila perlu, pilih salah satu di atas.",
  offlineQueue: "Tanpa sinyal. {n} laporan belum terkirim, tersimpan di HP ini.",
  offlineOnly: "Tanpa sinyal. Yang dibuat tersimpan di HP ini dulu.",
  queueWaiting: "{n} laporan belum terkirim",
  queueRefused: "{n} laporan perlu diperbaiki",
  seeQueue: "Lihat",
  // emergency
  emergencyTitle: "Darurat",
  emergencyHint: "Tekan untuk menelepon. Tanpa pulsa pun bisa.",
  call112: "112 · Semua keadaan darurat",
  call119: "119 · Ambulans",
  call113: "113 · Pemadam kebakaran",
  call110: "110 · Polisi",
  emergencyAfter: "Setelah menelepon, kabari tetangga terdekat.",
  holdTwo: "Tahan 2 detik",
  soundAlarm: "Bunyikan kentongan",
  // queue
  storedAt: "tersimpan di HP {time}",
  sendingNow: "sedang dikirim",
  triedUnknown: "dicoba, menunggu jawaban",
  sentAt: "terkirim {time}",
  mustMend: "Perlu diperbaiki: {why}",
  // case
  readBy: "Dibaca {who}",
  // clock
  whoRt: "Ketua RT",
  whoRw: "Ketua RW",
  whoLurah: "Lurah",
  whoHealth: "puskesmas",
  plateMine: "Saya",
  plateLurah: "Lurah",
  plateHealth: "Nakes",
  clockAsks: "{who} akan memeriksa. Bila berhalangan, diteruskan ke {next} {when}.",
  clockLooks: "{who} akan menengok. Bila berhalangan, diteruskan ke {next} {when}.",
  clockLast: "{who} akan memeriksa.",
  clockPassed: "Diteruskan ke {next} {when}.",
  clockNight: "Malam ini dicatat. Diperiksa mulai pukul {time}.",
  soon: "Sebentar lagi. ",
  // aid
  aidPetal: "Butuh bantuan",
  aidTitle: "{need}, {n} orang",
  // arrival
  guestPetal: "Lapor tamu",
  // isolation
  illPetal: "Ada yang sakit",
  illTitle: "Ada yang sakit: {who}",

  // ── ui (shared components) ──────────────────────────────────────────────
  back: "Kembali",
} as const

export type Words = { readonly [K in keyof typeof id]: string }
