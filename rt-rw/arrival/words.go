package arrival

import "jogotonggo/rt-rw"

var words = map[string]rtrw.Words{
	"register":     {ID: "Lapor tamu", EN: "Report a guest"},
	"verify":       {ID: "Benar", EN: "Correct"},
	"return":       {ID: "Belum sesuai", EN: "Not right yet"},
	"amend":        {ID: "Perbaiki", EN: "Put right"},
	"decline":      {ID: "Tidak dilanjutkan", EN: "Do not continue"},
	"cancel":       {ID: "Tarik laporan", EN: "Withdraw"},
	"well":         {ID: "Semua sehat", EN: "All are well"},
	"symptoms":     {ID: "Ada yang sakit", EN: "Somebody is ill"},
	"watch":        {ID: "Pantau dulu", EN: "Watch for some days"},
	"clear":        {ID: "Pemantauan cukup", EN: "Watched long enough"},
	"extend":       {ID: "Tinggal lebih lama", EN: "Stay longer"},
	"leave":        {ID: "Sudah pulang", EN: "They have left"},
	"set_watch":    {ID: "Tetapkan hari pemantauan", EN: "Set the days watched"},
	"revoke_watch": {ID: "Cabut aturan pemantauan", EN: "Revoke the days watched"},
	"pass_on":      {ID: "Diteruskan", EN: "Passed on"},
	"end":          {ID: "Waktunya selesai", EN: "Time is over"},

	"filed":            {ID: "Menunggu diperiksa", EN: "Waiting to be checked"},
	"returned":         {ID: "Perlu diperbaiki", EN: "To be put right"},
	"declined":         {ID: "Tidak dilanjutkan", EN: "Not continued"},
	"cancelled":        {ID: "Ditarik", EN: "Withdrawn"},
	"watching":         {ID: "Dipantau", EN: "Watched"},
	"watching_outside": {ID: "Dipantau, warga luar kota", EN: "Watched, from outside"},
	"staying":          {ID: "Menginap", EN: "Staying"},
	"staying_outside":  {ID: "Menginap, warga luar kota", EN: "Staying, from outside"},
	"in_transit":       {ID: "Singgah", EN: "Passing through"},
	"settled":          {ID: "Tercatat", EN: "On record"},
	"left":             {ID: "Sudah pulang", EN: "Left"},
	"rule_in_force":    {ID: "Aturan berlaku", EN: "Rule in force"},
	"rule_ended":       {ID: "Aturan berakhir", EN: "Rule ended"},
}
