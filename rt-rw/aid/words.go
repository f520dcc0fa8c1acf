package aid

import "jogotonggo/rt-rw"

var words = map[string]rtrw.Words{
	"request":   {ID: "Butuh bantuan", EN: "Ask for help"},
	"verify":    {ID: "Benar", EN: "Correct"},
	"return":    {ID: "Belum sesuai", EN: "Not right yet"},
	"amend":     {ID: "Perbaiki", EN: "Put right"},
	"decline":   {ID: "Tidak dilanjutkan", EN: "Do not continue"},
	"claim":     {ID: "Saya tangani", EN: "I take it"},
	"assign":    {ID: "Titip relawan", EN: "Assign a volunteer"},
	"release":   {ID: "Lepaskan", EN: "Release"},
	"dispatch":  {ID: "Berangkat", EN: "On the way"},
	"hand_over": {ID: "Serah terima", EN: "Hand over"},
	"confirm":   {ID: "Sudah saya terima", EN: "I have received it"},
	"witness":   {ID: "Saya saksi", EN: "I am a witness"},
	"dispute":   {ID: "Belum saya terima", EN: "I have not received it"},
	"reopen":    {ID: "Buka lagi", EN: "Open again"},
	"cancel":    {ID: "Tarik laporan", EN: "Withdraw"},
	"pass_on":   {ID: "Diteruskan", EN: "Passed on"},
	"lapse":     {ID: "Dilepas oleh jam", EN: "Released by the clock"},
	"miss":      {ID: "Belum ada kabar", EN: "No word yet"},

	"filed":       {ID: "Menunggu diperiksa", EN: "Waiting to be checked"},
	"returned":    {ID: "Perlu diperbaiki", EN: "To be put right"},
	"verified":    {ID: "Terperiksa", EN: "Checked"},
	"claimed":     {ID: "Ditangani", EN: "In hand"},
	"dispatched":  {ID: "Sedang diantar", EN: "On its way"},
	"handed_over": {ID: "Diantar, menunggu kabar keluarga", EN: "Delivered, waiting for the household"},
	"disputed":    {ID: "Belum diterima", EN: "Not received"},
	"closed":      {ID: "Selesai, diterima", EN: "Done, received"},
	"unconfirmed": {ID: "Belum dikonfirmasi", EN: "Not confirmed"},
	"declined":    {ID: "Tidak dilanjutkan", EN: "Not continued"},
	"cancelled":   {ID: "Ditarik", EN: "Withdrawn"},
}
