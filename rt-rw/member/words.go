package member

import "jogotonggo/rt-rw"

var words = map[string]rtrw.Words{
	"join":     {ID: "Bergabung", EN: "Join"},
	"approve":  {ID: "Benar, warga saya", EN: "Yes, a resident of mine"},
	"reject":   {ID: "Bukan warga saya", EN: "Not a resident of mine"},
	"appoint":  {ID: "Tetapkan tugas", EN: "Appoint"},
	"stand_in": {ID: "Tunjuk pengganti", EN: "Name a stand-in"},
	"leave":    {ID: "Akhiri tugas", EN: "Leave"},
	"expire":   {ID: "Masa tugas selesai", EN: "Term ended"},

	"pending":  {ID: "Menunggu Ketua RT", EN: "Waiting for the RT head"},
	"active":   {ID: "Anggota", EN: "Member"},
	"rejected": {ID: "Bukan warga", EN: "Not a resident"},
	"left":     {ID: "Selesai", EN: "Ended"},
}
