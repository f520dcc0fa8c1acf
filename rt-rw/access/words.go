package access

import "jogotonggo/rt-rw"

var words = map[string]rtrw.Words{
	"open":   {ID: "Buka data RT", EN: "Open an RT's data"}, // the move and its state
	"close":  {ID: "Tutup sekarang", EN: "Close now"},
	"expire": {ID: "Tertutup oleh jam", EN: "Closed by the clock"},
	"review": {ID: "Nilai pembukaan", EN: "Review"},

	"closed":   {ID: "Tertutup", EN: "Closed"},
	"reviewed": {ID: "Sudah dinilai", EN: "Reviewed"},
}
