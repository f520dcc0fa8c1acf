package demo

import "math/rand/v2"

// notes are what somebody might write, by need.
var notes = map[string][]string{
	"sembako": {"Beras habis sejak kemarin.", "Suami sedang tidak bekerja, anak dua.", "Minyak dan telur sudah habis.", "Untuk seminggu ke depan."},
	"obat":    {"Obat darah tinggi tinggal untuk besok.", "Parasetamol anak, usia empat tahun.", "Obat gula Bapak habis.", "Mohon diantar, tidak ada yang bisa keluar."},
	"air":     {"Air mati sejak subuh.", "Sumur keruh, butuh dua galon.", "Galon untuk minum saja."},
	"popok":   {"Popok ukuran M dan susu satu tahun ke atas.", "Susu bayi tinggal sedikit.", "Popok untuk Ibu yang sudah sepuh."},
	"makan":   {"Belum sempat masak, semua sakit.", "Makan siang untuk dua lansia.", "Lauk saja, nasi masih ada."},
	"lain":    {"Butuh kursi roda pinjaman.", "Selimut basah karena bocor.", "Tolong isi ulang gas."},
}

// needs are weighted by how often they are named.
var needs = []string{"sembako", "sembako", "sembako", "sembako", "obat", "obat", "popok", "makan", "air", "lain"}

// need makes up a request.
func need(r *rand.Rand) map[string]any {
	n := pick(r, needs)
	in := map[string]any{"need": n, "people": 1 + r.IntN(6)}
	if r.IntN(8) == 0 {
		in["urgent"] = true
	}
	if r.IntN(3) > 0 {
		in["note"] = pick(r, notes[n])
	}
	return in
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }
