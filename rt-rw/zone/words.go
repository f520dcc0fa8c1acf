package zone

import "jogotonggo/rt-rw"

var words = map[string]rtrw.Words{
	"count":   {ID: "Catat jumlah rumah", EN: "Count houses"},
	"age_out": {ID: "Tidak dihitung lagi", EN: "No longer counts"},
	"declare": {ID: "Tetapkan keadaan darurat", EN: "Declare an emergency"},
	"revoke":  {ID: "Cabut keadaan darurat", EN: "Revoke the emergency"},
	"expire":  {ID: "Masa berlaku habis", EN: "Its time is over"},

	"counted":  {ID: "Dihitung", EN: "Counts"},
	"aged_out": {ID: "Lewat tujuh hari", EN: "Past seven days"},
	"in_force": {ID: "Berlaku", EN: "In force"},
	"ended":    {ID: "Berakhir", EN: "Ended"},
}
