package direct

import "jogotonggo/rt-rw"

var words = map[string]rtrw.Words{
	"send":      {ID: "Kirim langsung ke kelurahan", EN: "Send straight to the kelurahan"},
	"take_up":   {ID: "Saya tangani", EN: "I take it"},
	"answer":    {ID: "Jawab", EN: "Answer"},
	"ask_again": {ID: "Tanya lagi", EN: "Ask again"},
	"close":     {ID: "Selesai", EN: "Done"},
	"withdraw":  {ID: "Tarik laporan", EN: "Withdraw"},
	"lapse":     {ID: "Dilepas oleh jam", EN: "Released by the clock"},
	"rest":      {ID: "Selesai oleh jam", EN: "Closed by the clock"},

	"sent":      {ID: "Menunggu kelurahan", EN: "Waiting for the kelurahan"},
	"in_hand":   {ID: "Ditangani", EN: "In hand"},
	"answered":  {ID: "Sudah dijawab", EN: "Answered"},
	"closed":    {ID: "Selesai", EN: "Done"},
	"withdrawn": {ID: "Ditarik", EN: "Withdrawn"},
}
