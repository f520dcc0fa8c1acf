package privacy

import "jogotonggo/rt-rw"

var words = map[string]rtrw.Words{
	"withdraw":    {ID: "Tarik persetujuan", EN: "Withdraw consent"},
	"stop":        {ID: "Hentikan sekarang", EN: "Stop now"},
	"time_up":     {ID: "Berhenti oleh jam", EN: "Stopped by the clock"},
	"resume":      {ID: "Setuju lagi", EN: "Agree again"},
	"ask_erasure": {ID: "Hapus data keluarga", EN: "Erase our data"},
	"keep":        {ID: "Batal, simpan saja", EN: "Keep it after all"},
	"refuse":      {ID: "Tidak dapat dihapus", EN: "Cannot be erased"},
	"erase":       {ID: "Hapus sekarang", EN: "Erase now"},
	"carry_out":   {ID: "Dihapus oleh jam", EN: "Erased by the clock"},

	"withdrawn": {ID: "Persetujuan ditarik", EN: "Consent withdrawn"},
	"stopped":   {ID: "Sudah berhenti", EN: "Stopped"},
	"agreed":    {ID: "Setuju", EN: "Agreed"},
	"asked":     {ID: "Menunggu dihapus", EN: "Waiting to be erased"},
	"kept":      {ID: "Tetap disimpan", EN: "Kept"},
	"refused":   {ID: "Tidak dihapus", EN: "Not erased"},
	"erased":    {ID: "Sudah dihapus", EN: "Erased"},
	"held":      {ID: "Tertunda, ada laporan berjalan", EN: "Held, a case is open"},
}
