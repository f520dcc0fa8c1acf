package alert

import "jogotonggo/rt-rw"

var words = map[string]rtrw.Words{
	"raise":          {ID: "Bunyikan kentongan", EN: "Sound the alarm"},
	"echo":           {ID: "Tetangga lain ikut memukul", EN: "Another neighbour joined in"},
	"widen":          {ID: "Perluas bunyi", EN: "Sound it further"},
	"roll_call":      {ID: "Cek tiap rumah", EN: "Check every house"},
	"calm":           {ID: "Aman", EN: "All safe"},
	"fade":           {ID: "Bunyi berhenti", EN: "It fell silent"},
	"false_alarm":    {ID: "Bukan bahaya", EN: "False alarm"}, // the move and the state it leads to, as in "calm"
	"answer":         {ID: "Beri kabar rumah", EN: "Say how the house is"},
	"hear":           {ID: "Kabar baru dari rumah", EN: "New word from the house"},
	"change":         {ID: "Ubah kabar", EN: "Change the word"},
	"knock":          {ID: "Saya ketuk", EN: "I will knock"},
	"found":          {ID: "Catat keadaan rumah", EN: "Say what was found"},
	"helped":         {ID: "Sudah dibantu", EN: "Help was given"},
	"settle":         {ID: "Kabar selesai", EN: "The word has served"},
	"set_strokes":    {ID: "Tetapkan pola pukulan", EN: "Set the strokes"},
	"revoke_strokes": {ID: "Cabut pola pukulan", EN: "Revoke the strokes"},

	"sounding":         {ID: "Berbunyi", EN: "Sounding"},
	"joined":           {ID: "Digabung", EN: "Joined"},
	"calling":          {ID: "Menunggu kabar tiap rumah", EN: "Waiting for every house"},
	"safe":             {ID: "Aman", EN: "Safe"},
	"help":             {ID: "Butuh bantuan", EN: "Needs help"},
	"knocking":         {ID: "Sedang diketuk", EN: "Being knocked at"},
	"settled":          {ID: "Selesai", EN: "Settled"},
	"strokes_in_force": {ID: "Berlaku", EN: "In force"},
	"strokes_ended":    {ID: "Dicabut", EN: "Revoked"},
}
