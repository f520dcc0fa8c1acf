// Words that only a desk uses: the ledger of a household, whom nothing reached, batches, the printed round.
export const idDesk = {
  // ── the ledger of a household ───────────────────────────────────────────
  bookTitle: "Bantuan yang diterima",
  printCodes: "Cetak lembar QR",
  bookNone: "Belum ada catatan enam bulan ini.",
  bookWithheld: "Keluarga ini menarik persetujuan. Catatan lama tidak ditampilkan.",
  bookReading: "Membuka buku bantuan",
  bookFailed: "Buku bantuan belum dapat dibuka.",
  monthGiven: "{month}: {n} diterima",
  monthTold: "{month}: belum diakui keluarga",
  monthNone: "{month}: tidak ada",
  proof_code: "kode terima",
  proof_confirmed: "diakui keluarga",
  proof_witness: "ada saksi",
  proof_unconfirmed: "belum diakui",
  secondPacket: "Sudah ada paket {day}.",
  secondTold: "Diantar {by}, belum diakui keluarga.",
  secondAsk: "Tanyakan dulu sebelum mengirim lagi.",

  // ── whom nothing reached ────────────────────────────────────────────────
  groupUntouched: "Belum tersentuh",
  hintUntouched: "{n} sedang butuh, {all} rumah belum tersentuh {days} hari",
  untouchedAll: "Semua RT",
  untouchedWhere: "RT",
  untouchedOf: "{place}: {n} dari {all} rumah",
  untouchedNone: "Semua rumah sudah tersentuh",
  untouchedNoneHint: "Tidak ada rumah tanpa bantuan selama {days} hari.",
  untouchedSince: "meminta sejak {day}",
  untouchedGiven: "terakhir {day}",
  untouchedTold: "diantar {day}, belum diakui",
  untouchedNever: "belum pernah tercatat",
  colHouse: "Rumah",
  colAsks: "Yang diminta",
  colLast: "Bantuan terakhir",
  openCase: "Buka permintaan",
  chooseHouse: "Pilih satu rumah.",
  quiet: "tidak ada permintaan",

  // ── drawers ─────────────────────────────────────────────────────────────
  officeStaff: "Staf kelurahan",
  officeHealth: "Puskesmas",
  groupRound: "Ronde hari ini",
  hintRound: "{n} sedang ditangani, menurut RW dan RT",
  groupSilent: "Belum ada kabar",
  hintSilent: "{n} keluarga perlu ditengok",
  emptySilent: "Semua sudah memberi kabar",

  // ── a batch of one RW ───────────────────────────────────────────────────
  batch: "Gabung per RW",
  batchHint: "Beberapa permintaan satu RW, sekali bagi.",
  batchNone: "Tidak ada permintaan yang dapat digabung",
  batchRw: "RW",
  batchWhich: "Permintaan",
  batchBy: "Diantar oleh",
  batchSelf: "Saya sendiri",
  batchGo: "Bagikan {n} permintaan",
  batchPick: "Pilih paling sedikit satu permintaan.",
  batchDone: "{n} dibagikan",
  batchSome: "{n} dibagikan, {bad} belum",
  batchAgain: "Coba lagi {n} yang belum",
  batchSent: "dibagikan",
  batchSending: "sedang dikirim",
  batchUnknown: "belum ada jawaban server",

  // ── the printed round ───────────────────────────────────────────────────
  printRound: "Cetak ronde",
  roundTitle: "Ronde {day}",
  roundMade: "{n} tempat · dicetak {time} · {who}",
  roundCode: "Kode terima",
  roundHouse: "Rumah",
  roundNeed: "Kebutuhan dan catatan",
  roundFoot: "Kode diisi setelah barang di tangan keluarga. Petugas tidak memintanya lewat telepon.",

  // ── keys ────────────────────────────────────────────────────────────────
  keyBatch: "gabung per RW",
  keyDrawer: "pindah laci",
  keyRound: "cetak ronde",
  keyLeave: "tutup lembar",

  // ── a session that ended ────────────────────────────────────────────────
  sessionEnded: "Sesi berakhir",
  sessionKept: "Tulisan tetap ada di sini. Masuk lagi untuk meneruskan.",
  sessionOther: "Masuk dengan akun yang sama.",
} as const

export type DeskWords = { readonly [K in keyof typeof idDesk]: string }
